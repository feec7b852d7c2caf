package io.orderpipeline.launcher.deadletters;

/** Whether a letter may be redriven. */
sealed interface Verdict {

    /** It may; this would be the number of the attempt. */
    record Redrive(int attempt) implements Verdict {}

    /** It may not, now or ever. */
    record Refuse(Reason reason, String why) implements Verdict {}

    /** It failed too often and is given to a person. */
    record Quarantine(String why) implements Verdict {}

    /** Why a letter may not be redriven. */
    enum Reason {
        /** It was redriven before. */
        REDRIVEN_ALREADY,
        /** A person put it away. */
        DISCARDED,
        /** What was done about it cannot be read. */
        ACTION_UNKNOWN,
        /** Its topic is written by the app alone. */
        WRITTEN_BY_THE_APP,
        /** Its topic is none of the pipeline's. */
        FOREIGN_TOPIC,
        /** The letter does not hold the record. */
        OMITTED,
        /** The app would give up on the record again. */
        STILL_POISON,
        /** The record's key is not its order. */
        OTHER_KEY,
        /** The command has an outcome. */
        DECIDED_ALREADY,
        /** The order is not at the version that the command expects. */
        OTHER_VERSION,
        /** Another command of the order waits for its outcome. */
        COMMAND_WAITING,
        /** An older letter of the order comes first. */
        EARLIER_LETTER,
        /** The journal says the same already. */
        JOURNALED_ALREADY
    }
}
