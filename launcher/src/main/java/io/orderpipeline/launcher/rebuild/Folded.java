package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.pipeline.StateRebuild;
import io.orderpipeline.pipeline.StateRebuild.Contents;
import io.orderpipeline.sim.audit.AuditRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What must be, and how it was found out.
 *
 * @param rebuild what folded
 * @param positions the group's, up to which was folded
 * @param records how many were folded
 * @param wanted what the changelogs must hold, by partition
 * @param changes what must be written for that
 * @param missing changelogs that are not there
 * @param audit what the auditor says of it
 */
record Folded(
        StateRebuild rebuild,
        Positions positions,
        long records,
        Map<Integer, Contents> wanted,
        Changes changes,
        List<String> missing,
        AuditRow audit) {

    /** What the first store must hold, by the text of its keys. */
    Map<String, byte[]> values(StatefulRole role) {
        return values(wanted, role);
    }

    static Map<String, byte[]> values(Map<Integer, Contents> wanted, StatefulRole role) {
        String first = role.stores().get(0);
        Map<String, byte[]> values = new HashMap<>();
        wanted.values()
                .forEach(
                        each ->
                                each.of(first)
                                        .forEach(
                                                (key, value) ->
                                                        values.put(StatefulRole.text(key), value)));
        return values;
    }
}
