package io.orderpipeline.containers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs in profile {@code containers} where an engine answers; else is skipped, and says why. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsEngine.Condition.class)
@interface NeedsEngine {

    /** Asks once for each class. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!Boolean.getBoolean("pipeline.containers")) {
                return ConditionEvaluationResult.disabled("takes minutes: mvn verify -Pcontainers");
            }
            String whyNot = Engine.whyNot();
            return whyNot.isEmpty()
                    ? ConditionEvaluationResult.enabled("an engine answers")
                    : ConditionEvaluationResult.disabled(whyNot);
        }
    }
}
