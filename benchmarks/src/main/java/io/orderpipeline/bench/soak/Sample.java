package io.orderpipeline.bench.soak;

/**
 * One look at the app.
 *
 * @param atSeconds since the load began
 * @param decided commands since then
 * @param residentMb memory of the process: heap, RocksDB, threads, buffers
 * @param liveHeapMb heap that is in use when all garbage is collected
 * @param gcSeconds pauses for garbage so far, but for those of the looks
 * @param allocatedMb heap that was allocated so far
 * @param stateMb its state directory
 * @param rocksDb the part of its memory that the stores share
 */
record Sample(
        double atSeconds,
        long decided,
        double residentMb,
        double liveHeapMb,
        double gcSeconds,
        double allocatedMb,
        double stateMb,
        RocksDb rocksDb) {

    /**
     * The block cache, write buffers included.
     *
     * @param pinnedMb the part that cannot be given up: write buffers, blocks in use
     * @param limitMb what it may come to
     */
    record RocksDb(double usedMb, double pinnedMb, double limitMb) {}
}
