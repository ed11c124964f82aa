#!/bin/sh
# Starts @NAME@. STROM_JAVA_OPTIONS, when set, takes the place of the virtual machine's defaults
# (@DEFAULTS@).
here=$(readlink -f "$0" 2>/dev/null || echo "$0")
home=$(cd "$(dirname "$here")/.." && pwd)
cache=$home/runtime/lib/@NAME@.aot
[ -r "$cache" ] || cache=
exec "$home/runtime/bin/java" ${cache:+"-XX:AOTCache=$cache"} @OPTIONS@ ${STROM_JAVA_OPTIONS-@DEFAULTS@} \
    -m @MAIN@ "$@"
