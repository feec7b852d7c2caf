package io.orderpipeline.launcher.replay;

import io.orderpipeline.generation.Change;
import io.orderpipeline.generation.GenerationTable;
import java.util.function.Function;

/** The table of generations. Confined to one thread. */
interface Table extends AutoCloseable {

    /**
     * Changes the table.
     *
     * @param transition may run more than once
     * @return the table as it is then
     * @throws io.orderpipeline.generation.ChangeRefusedException the transition refused
     */
    GenerationTable change(Function<GenerationTable, Change> transition);

    /** The table once nothing is held: who held it may have been killed. */
    GenerationTable unheld();

    @Override
    void close();
}
