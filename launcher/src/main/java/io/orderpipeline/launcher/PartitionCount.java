package io.orderpipeline.launcher;

import io.orderpipeline.topic.TopicSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the value of {@code --partitions}, and refuses what no topic can have before anything is
 * started for it.
 */
final class PartitionCount implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String value) {
        int count;
        try {
            count = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw refusal(value);
        }
        if (count < 1 || count > TopicSettings.MAX_PARTITIONS) {
            throw refusal(value);
        }
        return count;
    }

    private static TypeConversionException refusal(String value) {
        return new TypeConversionException(
                value + " (allowed: 1 to " + TopicSettings.MAX_PARTITIONS + ")");
    }
}
