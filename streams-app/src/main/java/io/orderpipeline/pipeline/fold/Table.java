package io.orderpipeline.pipeline.fold;

import java.nio.charset.StandardCharsets;

/**
 * One of the tables in a store: its keys begin with its tag, so that all tables of a store are in
 * one tree, and are written together.
 *
 * @param tag unlike that of any other table of the store; a printable ASCII character
 */
public record Table(char tag) {

    /** Where a store keeps how far it has come. */
    static final Table PROGRESS = new Table('!');

    byte[] key(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[bytes.length + 1];
        key[0] = (byte) tag;
        System.arraycopy(bytes, 0, key, 1, bytes.length);
        return key;
    }

    static String text(byte[] key) {
        return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
    }
}
