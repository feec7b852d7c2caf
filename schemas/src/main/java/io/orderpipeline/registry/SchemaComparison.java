package io.orderpipeline.registry;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;

/**
 * Finds by name the fields that make a new schema unable to read what an older one wrote. Avro
 * tells places as pointers ({@code /fields/3/type}) and does not look into the branches of a union;
 * payloads are such branches, so this looks into them.
 *
 * @param version of the older schema, as the registry counts
 */
record SchemaComparison(int version) {

    List<Incompatibility> compare(Schema reader, Schema writer) {
        return compare(reader, writer, reader.getName()).toList();
    }

    private Stream<Incompatibility> compare(Schema reader, Schema writer, String path) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .flatMap(reason -> explain(reader, reason, path));
    }

    private Stream<Incompatibility> explain(
            Schema reader, SchemaCompatibility.Incompatibility reason, String path) {
        String place = path + fields(reader, reason.getLocation());
        if (reason.getType() != SchemaIncompatibilityType.MISSING_UNION_BRANCH) {
            return Stream.of(found(place, reason));
        }
        Schema writerBranch = writerBranch(reason);
        String branchPlace = place + "." + writerBranch.getName();
        return sameName(reason.getReaderFragment(), writerBranch)
                .map(readerBranch -> compare(readerBranch, writerBranch, branchPlace))
                .orElseGet(() -> Stream.of(found(branchPlace, reason)));
    }

    private Incompatibility found(String place, SchemaCompatibility.Incompatibility reason) {
        return new Incompatibility(version, place, reason.getType().name(), reason.getMessage());
    }

    /** Where the writer has a union, the pointer ends with the number of its branch. */
    private static Schema writerBranch(SchemaCompatibility.Incompatibility reason) {
        Schema writer = reason.getWriterFragment();
        if (writer.getType() != Schema.Type.UNION) {
            return writer;
        }
        String location = reason.getLocation();
        String branch = location.substring(location.lastIndexOf('/') + 1);
        return writer.getTypes().get(Integer.parseInt(branch));
    }

    private static Optional<Schema> sameName(Schema union, Schema branch) {
        return union.getTypes().stream()
                .filter(candidate -> candidate.getFullName().equals(branch.getFullName()))
                .findFirst();
    }

    private static String fields(Schema root, String pointer) {
        StringBuilder names = new StringBuilder();
        Iterator<String> steps = List.of(pointer.split("/", -1)).iterator();
        Schema at = root;
        while (steps.hasNext()) {
            String step = steps.next();
            if (step.equals("fields") && steps.hasNext()) {
                Schema.Field field = at.getFields().get(Integer.parseInt(steps.next()));
                names.append('.').append(field.name());
                at = field.schema();
            } else if (step.equals("items")) {
                at = at.getElementType();
            }
        }
        return names.toString();
    }
}
