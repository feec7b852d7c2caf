#!/usr/bin/env bash
# The pieces that every command passes, one by one, by JMH: nanoseconds and bytes allocated for each.
#   benchmarks/pieces.sh [JMH-OPTION…]      for example: -f 1 -wi 3 -i 5 Decisions
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip -Dexec.skip -pl benchmarks/jmh -am package
exec java -cp "benchmarks/jmh/target/classes:benchmarks/jmh/target/lib/*" org.openjdk.jmh.Main -prof gc "$@"
