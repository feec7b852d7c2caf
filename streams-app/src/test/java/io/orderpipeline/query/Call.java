package io.orderpipeline.query;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request, written byte by byte; a new connection for each. */
record Call(String method, String target, Map<String, String> headers, byte[] body) {

    static Call of(String method, String target) {
        return new Call(method, target, Map.of(), new byte[0]);
    }

    Call with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Call(method, target, more, body);
    }

    Call to(String other) {
        return new Call(method, other, headers, body);
    }

    Call saying(byte[] other) {
        return new Call(method, target, headers, other);
    }

    Call saying(String text) {
        return saying(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The path, without the query. */
    String path() {
        return target.split("\\?", 2)[0];
    }

    byte[] bytes() {
        StringBuilder head =
                new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (body.length > 0 || method.equals("POST")) {
            head.append("Content-Length: " + body.length + "\r\n");
        }
        byte[] start = (head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    @Override
    public String toString() {
        String said = new String(body, StandardCharsets.ISO_8859_1);
        String all = method + " " + target + " " + headers + " " + said;
        return all.substring(0, Math.min(300, all.length()));
    }
}
