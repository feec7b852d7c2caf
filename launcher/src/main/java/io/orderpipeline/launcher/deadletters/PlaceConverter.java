package io.orderpipeline.launcher.deadletters;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A place on the command line. */
final class PlaceConverter implements ITypeConverter<RecordPlace> {
    @Override
    public RecordPlace convert(String text) {
        return RecordPlace.parse(text)
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        text + " (allowed: " + RecordPlace.FORM + ")"));
    }
}
