package io.orderpipeline.containers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics that dashboards and alerts name, and those that an app exposes. */
final class NamedMetrics {

    static final String DASHBOARDS = "deploy/grafana/dashboards";
    static final String ALERTS = "deploy/prometheus/alerts.yml";

    /** A name with an underscore that is no function, label or keyword. */
    private static final Pattern NAME = Pattern.compile("\\b[a-z]+(_[a-z0-9]+)+\\b");

    private NamedMetrics() {}

    /** Each expression, under where it is written. */
    static Map<String, String> expressions() {
        Map<String, String> all = new TreeMap<>();
        for (String file : ProjectFiles.in(DASHBOARDS, ".json")) {
            for (JsonNode panel : ProjectFiles.json(file).path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String where = file + ", " + panel.path("title").asText();
                    all.put(
                            where + " " + target.path("refId").asText(),
                            target.path("expr").asText());
                }
            }
        }
        for (JsonNode group : ProjectFiles.document(ALERTS).path("groups")) {
            group.path("rules")
                    .forEach(
                            rule ->
                                    all.put(
                                            "alert " + rule.path("alert").asText(),
                                            rule.path("expr").asText()));
        }
        return all;
    }

    static Set<String> in(String expression) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(expression.replaceAll("\\{[^}]*}|\"[^\"]*\"", ""));
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    /** Names of the samples of a scrape, without those whose value is not a number. */
    static Set<String> exposedBy(String scrape) {
        return scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .filter(line -> !line.endsWith(" NaN") || line.startsWith("kafka_"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    /** Expressions that name something which is not exposed, with what that is. */
    static List<String> missing(Set<String> exposed) {
        return expressions().entrySet().stream()
                .flatMap(
                        each ->
                                in(each.getValue()).stream()
                                        .filter(name -> !exposed.contains(name))
                                        .map(name -> each.getKey() + ": " + name))
                .toList();
    }
}
