#!/bin/sh
# Starts @NAME@ with the Java 25 or newer that JAVA_HOME names, or else the one on the path.
here=$(readlink -f "$0" 2>/dev/null || echo "$0")
home=$(cd "$(dirname "$here")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
if [ "${version:-0}" -lt 25 ]; then
    echo "@NAME@ needs Java 25 or newer; $java is ${version:-not there}. Install it, or set JAVA_HOME." >&2
    exit 1
fi
# Not every Java has the module that vector instructions need, and none starts with a module that lacks another.
"$java" --describe-module jdk.incubator.vector >/dev/null 2>&1 && vector=:$home/lib/vector || vector=
exec "$java" @OPTIONS@ ${STROM_JAVA_OPTIONS-@DEFAULTS@} --module-path "$home/lib$vector" -m @MAIN@ "$@"
