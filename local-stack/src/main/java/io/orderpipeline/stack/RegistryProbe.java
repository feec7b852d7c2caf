package io.orderpipeline.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks the registry for its subjects, which takes the database as well as the server. */
record RegistryProbe(String url) implements Probe {

    private static final int TIMEOUT_MS = 3_000;

    @Override
    public boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + "/subjects").toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
