package io.orderpipeline.runtime;

import picocli.CommandLine.IDefaultValueProvider;

/**
 * Gives address options their defaults. Where a person has named the place, these are what that
 * person said; otherwise they are only what is likely.
 */
public interface PlaceDefaults extends IDefaultValueProvider {

    /** Whether a person has named the place. */
    boolean named();
}
