#!/bin/bash
# The guest's Java runtime, out of the JDK that builds the project. Has no compiler and no header files.
set -euo pipefail
. "$SRC/lib/common.sh"
wanted="java.se jdk.unsupported jdk.management jdk.management.agent jdk.jdwp.agent jdk.jcmd jdk.attach jdk.jfr jdk.zipfs jdk.net
    jdk.crypto.ec jdk.charsets jdk.httpserver jdk.incubator.vector jdk.management.jfr jdk.nio.mapmode jdk.security.auth jdk.xml.dom"
there=$("$JDK/bin/java" --list-modules | sed 's/@.*//')
modules=''
for module in $wanted; do
    if grep -qx "$module" <<< "$there"; then modules+=${modules:+,}$module; else say "notice: this JDK has no module $module"; fi
done
# Moving the class data archive to a random address, the default, costs an emulated CPU five seconds at each start of a JVM.
"$JDK/bin/jlink" --add-modules "$modules" --strip-debug --no-man-pages --no-header-files --generate-cds-archive \
    --add-options '-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0' --output "$WORK/jre" \
    > "$WORK/jlink.log" 2>&1 || die "jlink failed: jdk=$JDK, $(tail -n 5 "$WORK/jlink.log")"
# Heaps of 32 GiB and more are not for these guests: the second archive is dead weight.
rm -f "$WORK/jre/lib/server/"classes_nocoops*.jsa
say "JRE: $(du -sm "$WORK/jre" | cut -f1) MiB from $JDK"
