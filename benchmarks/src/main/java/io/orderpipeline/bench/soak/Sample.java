package io.orderpipeline.bench.soak;

/**
 * One look at the app.
 *
 * @param atSeconds since the load began
 * @param decided commands since then
 * @param residentMb memory of the process: heap, RocksDB, threads, buffers
 * @param liveHeapMb heap that was in use after the last full look of the garbage collector
 * @param gcSeconds pauses for garbage so far
 * @param stateMb its state directory
 */
record Sample(
        double atSeconds,
        long decided,
        double residentMb,
        double liveHeapMb,
        double gcSeconds,
        double stateMb) {}
