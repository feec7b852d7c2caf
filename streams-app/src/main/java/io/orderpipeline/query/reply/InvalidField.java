package io.orderpipeline.query.reply;

/**
 * What is wrong with one part of a request.
 *
 * @param field name of the parameter, header or member of the body
 * @param problem what was expected
 */
public record InvalidField(String field, String problem) {

    @Override
    public String toString() {
        return field + ": " + problem;
    }
}
