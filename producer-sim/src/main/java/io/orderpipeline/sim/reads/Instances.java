package io.orderpipeline.sim.reads;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderpipeline.sim.reads.Documents.UnreadableDocumentException;
import io.orderpipeline.sim.reads.ReadLine.Exchange;
import io.orderpipeline.sim.traffic.Dice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The instances of the app, and how to ask one. That one cannot be reached, or does not know, is an
 * answer too. Safe for use by several threads.
 */
final class Instances {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);

    /** More than any question makes an instance wait. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);

    private static final String STALENESS = "X-Staleness-Ms";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<URI> all;

    /** The version is fixed, or each connection would begin with an offer to upgrade. */
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_PATIENCE)
                    .build();

    Instances(List<URI> all) {
        this.all = List.copyOf(all);
    }

    /** Any of them, but not the one that has just failed if there is another. */
    URI pick(Dice dice, @Nullable URI failed) {
        List<URI> rest = all.stream().filter(each -> !each.equals(failed)).toList();
        List<URI> from = rest.isEmpty() ? all : rest;
        return from.get(dice.between(0, from.size() - 1));
    }

    /**
     * Asks one, and waits for what comes of it.
     *
     * @throws InterruptedException before that was known
     */
    ReadLine.Read ask(URI instance, int session, Question question) throws InterruptedException {
        Call call = new Call(session, instance, Instant.now(), System.nanoTime());
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(instance + question.target()))
                        .timeout(ANSWER_PATIENCE)
                        .build();
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return question.untold(call.ended(0, null, e.toString()));
        }
        try {
            Exchange exchange = call.ended(answer.statusCode(), staleness(answer), null);
            return question.told(exchange, JSON.readTree(answer.body()));
        } catch (UnreadableDocumentException | NumberFormatException | IOException e) {
            return question.untold(unreadable(call, answer, e));
        }
    }

    /** Only an answer that says that it is a document must be one. */
    private static Exchange unreadable(Call call, HttpResponse<byte[]> answer, Exception why) {
        boolean broken = answer.statusCode() == 200;
        return call.ended(answer.statusCode(), null, broken ? "unreadable: " + why : null);
    }

    private static @Nullable Long staleness(HttpResponse<byte[]> answer) {
        OptionalLong staleness = answer.headers().firstValueAsLong(STALENESS);
        return staleness.isPresent() ? (Long) staleness.getAsLong() : null;
    }

    /** A question under way. */
    private record Call(int session, URI instance, Instant asked, long askedNanos) {

        Exchange ended(int status, @Nullable Long stalenessMs, @Nullable String error) {
            Instant answered = asked.plusNanos(System.nanoTime() - askedNanos);
            return new Exchange(
                    session,
                    asked.toString(),
                    answered.toString(),
                    instance.toString(),
                    status,
                    stalenessMs,
                    error);
        }
    }
}
