#!/bin/bash
# run.sh SECONDS [TARGET…]: fuzzes each decoder for so long, beginning with our own encoders' output and with what was
# found before. An input that breaks something is left in Tests/Fuzz/Corpus/TARGET, where the ordinary tests replay it.
set -euo pipefail
seconds=$1; shift
cd "$(dirname "$0")/../.."
root=$PWD
out=$root/.build-fuzz
mkdir -p "$out"

# Modules in the order they stand on each other; the C ones need a map each.
for c in CCrypto:crypto CZlib:z; do
    name=${c%%:*}
    mkdir -p "$out/$name"
    printf 'module %s [system] { header "%s/Sources/%s/include/%s.h" link "%s" export * }\n' \
        "$name" "$root" "$name" "$name" "${c##*:}" > "$out/$name/module.modulemap"
done
flags=(-O -g -package-name pagemagic -parse-as-library -sanitize=fuzzer,address -D FUZZING
    -I "$out" -I "$out/CCrypto" -I "$out/CZlib")
objects=()
stale=
for module in Sources/SiteModel Sources/SiteHistory Sources/WireProtocol Tests/PageTestSupport Tests/FuzzTargets; do
    name=${module##*/}
    objects+=("$out/$name.o")
    newest=$(find "$module" -name '*.swift' -newer "$out/$name.o" -print -quit 2>/dev/null || echo all)
    if [ -n "$newest$stale" ] || [ ! -f "$out/$name.o" ]; then
        stale=yes
        echo "compiling $name…"
        find "$module" -name '*.swift' -print0 | xargs -0 swiftc "${flags[@]}" -wmo -module-name "$name" \
            -emit-module -emit-module-path "$out/$name.swiftmodule" -c -o "$out/$name.o"
    fi
done
[ -z "$stale" ] && [ -f "$out/fuzz" ] || swiftc "${flags[@]}" "${objects[@]}" -lcrypto -lz -o "$out/fuzz" 2>&1 \
        | { grep -v "Cannot export local symbol" || true; }

export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0
[ $# -gt 0 ] || set -- batch step frame push pull snapshot state json messages events standing bundle proposal
failed=()
for target in "$@"; do
    corpus=$out/corpus/$target
    found=Tests/Fuzz/Corpus/$target
    mkdir -p "$corpus" "$found"
    echo "== $target, $seconds s"
    if ! FUZZ_TARGET=$target FUZZ_SEEDS=$corpus "$out/fuzz" -max_total_time="$seconds" -max_len=8192 -timeout=10 \
        -rss_limit_mb=2048 -malloc_limit_mb=512 -print_final_stats=1 -verbosity=0 -artifact_prefix="$found/" \
        "$corpus" "$found" > "$out/$target.log" 2>&1; then
        failed+=("$target")
        grep -E 'ERROR|Fatal|SUMMARY|Test unit written' "$out/$target.log" || tail -5 "$out/$target.log"
    fi
    grep -E 'number_of_executed_units|new_units_added' "$out/$target.log" || true
    rmdir --ignore-fail-on-non-empty "$found"
done
[ ${#failed[@]} -eq 0 ] || { echo "broken: ${failed[*]} (logs in $out, inputs in Tests/Fuzz/Corpus)"; exit 1; }
