# Every target does its own set-up: a fresh Debian with a Swift 6.3 toolchain needs nothing installed by hand.
SHELL := /bin/bash
PREFIX ?= /usr/local
DESTDIR ?=
SEED ?= 1
TRACES ?= ../shared/data/traces
RUNS ?= 1000
SECONDS ?= 60
PACKAGES := libgumbo-dev libncurses-dev libsqlite3-dev libcurl4-openssl-dev zlib1g-dev libssl-dev pkg-config git ca-certificates \
  libgdk-pixbuf-2.0-0 webp-pixbuf-loader librsvg2-common libchafa0
RELEASE := swift build -c release --static-swift-stdlib --disable-local-rpath --explicit-target-dependency-import-check error
BIN := .build/release
ARCHIVES := sqlite3 ncursesw tinfo gumbo crypto z stdc++

.PHONY: run test build bench simulate fuzz kills browser install uninstall tidy packages archives
.DELETE_ON_ERROR:

run: archives  ## builds for release and opens the demo
	@echo "Building pagemagic and pagemagicd for release (the first time takes some minutes; progress below)…"
	$(RELEASE) --product pagemagic
	$(RELEASE) --product pagemagicd
	$(BIN)/pagemagic demo

# One by one: all at once would also link the packages' own dynamic libraries, which do not go with the static runtime.
build: archives  ## every product into .build/release/
	$(foreach product,pagemagic pagemagicd pagebench pagesim,$(RELEASE) --product $(product) &&) true

test: packages  ## every test, and a bounded simulation
	swift build --build-tests --explicit-target-dependency-import-check error
	@set -o pipefail; swift test --skip-build --no-parallel 2>&1 | tee .build/test.log || \
	  { echo "What failed, once more (all of it: .build/test.log):"; grep '✘' .build/test.log; exit 1; }

bench: build  ## writes bench.json; a peer that is not installed is named
	@home=$$(mktemp -d); trap "rm -rf $$home" EXIT; \
	PAGEMAGIC_HOME=$$home $(BIN)/pagemagic new "a bakery in Porto with prices" --seed 1 >/dev/null 2>&1; \
	PAGEMAGIC_HOME=$$home $(BIN)/pagemagic export bakery $$home/out --format html >/dev/null; \
	{ printf '{"commit":'; $(BIN)/pagebench commit --json; \
	  printf ',"site":'; $(BIN)/pagebench site --pages 60 --json; \
	  printf ',"tree":'; $(BIN)/pagebench tree --nodes 6660 --moves 10000 --json; \
	  printf ',"sync":'; $(BIN)/pagebench sync --ops 20000 --json; \
	  printf ',"mutate":'; $(BIN)/pagebench mutate --inputs 200000 --seed 1 --json; \
	  for trace in $(TRACES)/sequential/*.json.gz; do [ -e "$$trace" ] || continue; \
	    printf ',"%s":' "$$(basename $$trace .json.gz)"; $(BIN)/pagebench replay "$$trace" --json; done; \
	  for trace in $(TRACES)/concurrent/*.json.gz; do [ -e "$$trace" ] || continue; \
	    printf ',"%s":' "$$(basename $$trace .json.gz)"; $(BIN)/pagebench concurrent "$$trace" --json; done; \
	  for trace in $(TRACES)/branch/*.json.gz; do [ -e "$$trace" ] || continue; \
	    printf ',"%s":' "$$(basename $$trace .json.gz)"; $(BIN)/pagebench branch "$$trace" --json; done; \
	  printf ',"preview":'; $(BIN)/pagebench preview $$home/out/index.html --width 120 --json; echo '}'; } > bench.json; \
	cat bench.json; \
	if command -v w3m >/dev/null; then \
	  echo "w3m -dump of the same page, ten times:"; \
	  time for i in 1 2 3 4 5 6 7 8 9 10; do w3m -dump -cols 120 $$home/out/index.html >/dev/null; done; \
	else echo "w3m is not installed: no peer for the preview"; fi; \
	if python3 -c 'import pycrdt, loro' 2>/dev/null && [ -e ../shared/tools/peers.py ]; then \
	  python3 ../shared/tools/peers.py run --out peers.json >/dev/null && echo "yrs and loro on the same histories: peers.json"; \
	else echo "yrs and loro (pycrdt, loro from PyPI) are not installed: no peers for merging"; fi

simulate: packages  ## make simulate SEED=n RUNS=m
	$(RELEASE) --product pagesim
	$(BIN)/pagesim run --seed $(SEED) --runs $(RUNS)

# An input that breaks a decoder is left in Tests/Fuzz/Corpus, where the ordinary tests replay it.
fuzz: packages  ## make fuzz SECONDS=n TARGETS="push pull": libFuzzer over every decoder, so long each
	Tests/Fuzz/run.sh $(SECONDS) $(TARGETS)

kills: build  ## make kills KILLS=n: the editor killed at random moments, n times
	Tests/Kills/run.py $(BIN)/pagemagic $(or $(KILLS),200)

browser: build  ## the web preview in chromium, where that is installed
	Tests/Browser/run.py $(BIN)/pagemagic

tidy: packages  ## formatting, imports, generated docs
	swift format lint --strict --recursive Package.swift Sources Tests
	swift test --filter TidyTests

SHARE := $(DESTDIR)$(PREFIX)/share

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/pagemagic/themes $(SHARE)/pagemagic/keymaps $(SHARE)/man/man1 \
	  $(SHARE)/applications $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions \
	  $(SHARE)/fish/vendor_completions.d
	install -m 755 $(BIN)/pagemagic $(BIN)/pagemagicd $(DESTDIR)$(PREFIX)/bin/
	install -m 644 themes/*.toml $(SHARE)/pagemagic/themes/
	install -m 644 keymaps/*.toml $(SHARE)/pagemagic/keymaps/
	install -m 644 docs/man/*.1 $(SHARE)/man/man1/
	install -m 644 docs/man/pagemagic.desktop $(SHARE)/applications/
	$(BIN)/pagemagic --generate-completion-script bash > $(SHARE)/bash-completion/completions/pagemagic
	$(BIN)/pagemagic --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_pagemagic
	$(BIN)/pagemagic --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/pagemagic.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/pagemagic $(DESTDIR)$(PREFIX)/bin/pagemagicd
	rm -f $(SHARE)/man/man1/pagemagic.1 $(SHARE)/man/man1/pagemagicd.1 $(SHARE)/applications/pagemagic.desktop
	rm -f $(SHARE)/bash-completion/completions/pagemagic $(SHARE)/zsh/site-functions/_pagemagic
	rm -f $(SHARE)/fish/vendor_completions.d/pagemagic.fish
	rm -rf $(SHARE)/pagemagic

# Installs only what is missing; as root directly, else through sudo.
packages:
	@missing=""; for p in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing Debian packages:$$missing"; \
	  if [ "$$(id -u)" = 0 ]; then as=""; else as="sudo"; fi; \
	  $$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq $$missing; \
	fi

# What the editor is linked with, as archives alone: a linker that finds nothing else here takes these
# (docs/decisions/0033). One that is missing is linked as a shared library.
archives: packages
	@mkdir -p .build/archives; for library in $(ARCHIVES); do \
	  archive=$$(find /usr/lib -name "lib$$library.a" | sort -V | tail -1); \
	  if [ -n "$$archive" ]; then ln -sf "$$archive" .build/archives/; fi; \
	done
