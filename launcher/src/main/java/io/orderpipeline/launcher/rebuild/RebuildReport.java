package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.sim.audit.AuditRow;
import java.util.List;

/**
 * What a rebuild came to; the document that {@code --json} prints.
 *
 * @param role decider or tracker
 * @param dryRun whether nothing was written on purpose
 * @param folded records that were read
 * @param entries states or rows that must be there
 * @param missing those that were not
 * @param wrong those that were there and were others
 * @param unexplained those that nothing explains
 * @param names what the first of these are about
 * @param written records written to changelogs, those of indexes and tombstones included
 * @param created changelogs that were made anew
 * @param deleted local state that was deleted
 * @param audit the auditor's I5 of what must be there
 * @param seconds how long it took
 */
public record RebuildReport(
        String role,
        boolean dryRun,
        long folded,
        long entries,
        int missing,
        int wrong,
        int unexplained,
        List<String> names,
        long written,
        List<String> created,
        List<String> deleted,
        AuditRow audit,
        double seconds) {

    public RebuildReport {
        names = List.copyOf(names);
        created = List.copyOf(created);
        deleted = List.copyOf(deleted);
    }

    /** For people. */
    String text(String group) {
        StringBuilder text = new StringBuilder();
        text.append("role        %s%n".formatted(role));
        text.append("folded      %,d records%n".formatted(folded));
        text.append(
                "found       %,d entries; %,d missing, %,d wrong, %,d unexplained%n"
                        .formatted(entries, missing, wrong, unexplained));
        if (!names.isEmpty()) {
            text.append("            %s%n".formatted(String.join(", ", names)));
        }
        text.append(
                "auditor     %s I5 of what must be there, %,d checked%n"
                        .formatted(audit.ok() ? "✓" : "✗", audit.checked()));
        created.forEach(topic -> text.append("created     %s%n".formatted(topic)));
        text.append(
                "written     %s%n"
                        .formatted(
                                dryRun
                                        ? "nothing: a dry run; %,d records would be"
                                                .formatted(written)
                                        : "%,d records, read back".formatted(written)));
        deleted.forEach(path -> text.append("deleted     %s%n".formatted(path)));
        text.append("took        %.1f s%n".formatted(seconds));
        text.append(next(group));
        return text.toString();
    }

    private String next(String group) {
        if (dryRun) {
            return "";
        }
        String where =
                deleted.isEmpty()
                        ? "on every machine that hosted it"
                        : "on every other machine that hosted it";
        return ("Before the app is started, delete the folder %s in the state directory %s:%n"
                        + "it may be of another time than the changelog. Then ./pipeline app, and ./pipeline audit.%n")
                .formatted(group, where);
    }
}
