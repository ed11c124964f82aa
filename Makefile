# Ström: every verb of the project. `make help` lists them; each works on a fresh clone.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

JDK      = $(eval JDK := $(shell tools/find-jdk))$(or $(JDK),$(error no JDK))
comma   := ,
empty   :=
space   := $(empty) $(empty)

MODULES := $(patsubst modules/%/src/module-info.java,%,$(wildcard modules/*/src/module-info.java))
# Parts of the server that an image may have or lack.
SERVER_FEATURES := $(patsubst modules/%/src/module-info.java,%,$(shell grep -l "provides stream.server.feature.Feature" modules/*/src/module-info.java))
TESTED  := $(foreach m,$(MODULES),$(if $(shell find modules/$(m)/test -name '*.java' 2>/dev/null),$(m)))

# $(call files,FOLDER): all files and folders in it (a folder changes when a file goes away).
files = $(shell find $(1) 2>/dev/null)
# $(call requires,MODULE): the modules of this project that it requires.
requires = $(filter $(MODULES),$(shell sed -n 's/^ *requires .*\(stream\.[a-z.]*\);.*/\1/p' modules/$(1)/src/module-info.java))

# Of the changelog's newest section; none while that is not released.
VERSION := $(shell sed -n '/^## /{s/^## \([0-9][^ ]*\).*/\1/p;q}' CHANGELOG.md)

# A run of javac is over before the optimising compiler pays: without it, well under half the processor time.
JAVAC        = $(JDK)/bin/javac -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC --release 25 -encoding UTF-8 -Werror
JAVAC_FLAGS := -g -Xlint:all -parameters $(if $(VERSION),--module-version $(VERSION))
MODULE_PATH := build/modules:build/lib

##@ Run and build

.PHONY: help
help: ## list the verbs
	@echo "Ström: self-hosted live streaming."
	@awk 'BEGIN { FS = ":.*## " } \
	    /^##@ / { section = substr($$0, 5); if (!(section in lines)) order[++sections] = section } \
	    /^[a-z-]+:.*## / { lines[section] = lines[section] sprintf("  make %-21s %s\n", $$1, $$2) } \
	    END { for (i = 1; i <= sections; i++) printf "\n%s\n%s", order[i], lines[order[i]] }' $(MAKEFILE_LIST)

# Build: one stamp a module, so that a change compiles its module and those that require it.

.PHONY: build
build: $(MODULES:%=build/%.stamp) ## compile the modules

build/lib.stamp: tools/dependencies.txt tools/fetch-jars tools/describe-jars $(call files,jlink/descriptors)
	@tools/fetch-jars
	@tools/describe-jars $(JDK)
	@touch $@

# $(call tests_used,MODULE): the modules whose tests have fixtures that its own tests use.
tests_used = $(if $(filter $(1),stream.server),stream.net) $(if $(filter $(1),$(SERVER_FEATURES)),stream.net stream.server)

define module_rules
build/$(1).stamp: build/lib.stamp $$(call files,modules/$(1)/src) $$(patsubst %,build/%.stamp,$$(call requires,$(1)))
	@echo "Compiling $(1) ..."
	@rm -rf build/modules/$(1) && mkdir -p build/modules
	@$$(JAVAC) $$(JAVAC_FLAGS) -d build/modules --module-path $$(MODULE_PATH) \
	    --module-source-path $(1)=modules/$(1)/src -m $(1)
	@tools/copy-resources modules/$(1)/src build/modules/$(1)
	@touch $$@

build/$(1).test.stamp: build/$(1).stamp $$(call files,modules/$(1)/test) $$(wildcard modules/$(1)/test-reads.txt) $$(patsubst %,build/%.test.stamp,$$(call tests_used,$(1)))
	@echo "Compiling the tests of $(1) ..."
	@rm -rf build/test/$(1) && mkdir -p build/test
	@$$(JAVAC) $$(JAVAC_FLAGS) -Xlint:-exports -d build/test/$(1) \
	    --module-path $$(MODULE_PATH) --class-path 'build/test-lib/*' \
	    --patch-module $(1)=modules/$(1)/test --add-reads $(1)=ALL-UNNAMED \
	    $$(foreach m,$$(call tests_used,$(1)),--patch-module $$(m)=build/test/$$(m) --add-reads $$(m)=ALL-UNNAMED) \
	    $$$$(tools/test-reads $(1)) $$$$(find modules/$(1)/test -name '*.java')
	@tools/copy-resources modules/$(1)/test build/test/$(1)
	@touch $$@
endef
$(foreach m,$(MODULES),$(eval $(call module_rules,$(m))))

# Run. Modules that are found through ServiceLoader (H2, parsson, the encoder) come by themselves.

.PHONY: run
run: build/stream.server.stamp $(SERVER_FEATURES:%=build/%.stamp) ## serve the site on http://localhost:8080 with an embedded database
	@$(JDK)/bin/java --module-path $(MODULE_PATH) -m stream.server/stream.server.Main $(ARGS)

.PHONY: client
client: build/stream.client.stamp build/stream.codec.vector.stamp build/stream.opus.stamp ## start the desktop client against localhost
	@$(JDK)/bin/java --module-path $(MODULE_PATH) --enable-native-access=stream.client,com.formdev.flatlaf \
	    -m stream.client/stream.client.Main $(or $(ARGS),--server http://localhost:8080)

# Images for this platform are in build/image/, those for another in build/image/PLATFORM/.
HERE     := $(shell tools/platform)
PLATFORM := $(HERE)
IMAGE     = build/image$(if $(filter-out $(HERE),$(PLATFORM)),/$(PLATFORM))

.PHONY: images
images: build/image-$(PLATFORM).stamp ## link server and client into build/image/ (FEATURES="games …" for some; PLATFORM=… JMODS=… for another)
	@tools/pack-images $(IMAGE) $(PLATFORM) $(JDK)
	@tools/report-images $(IMAGE) $(PLATFORM) $(JDK)

build/image-$(PLATFORM).stamp: $(MODULES:%=build/%.stamp) $(call files,jlink www) schema.sql LICENSE THIRD-PARTY.md \
    $(addprefix tools/,link-image launcher portable-client TrainServer.java)
	@for image in stream-client stream-server; do \
	    echo "Linking $$image for $(PLATFORM) ..."; \
	    tools/link-image $$image $(IMAGE)/$$image $(JDK) $(PLATFORM) "$(JMODS)"; done
	@tools/portable-client $(IMAGE)/stream-server/downloads/stream-client-any.zip $(JDK)
	@touch $@

# Packages of the tests, for --add-opens: JUnit calls package-private tests.
test_packages = $(sort $(foreach f,$(filter %.java,$(call files,modules/$(1)/test)),$(subst /,.,$(patsubst modules/$(1)/test/%/,%,$(dir $(f))))))
# HttpServer and TLS read their settings when they are first used, which may be by a test before the server sets them.
UNIT_JVM = -Djdk.tls.rejectClientInitiatedRenegotiation=true -Dsun.net.httpserver.maxReqHeaders=100 -Dsun.net.httpserver.maxReqHeaderSize=32768 -XX:+UseSerialGC -Djava.awt.headless=true -Djava.util.logging.config.file=tests/logging.properties --enable-native-access=ALL-UNNAMED,stream.client \
    --module-path $(MODULE_PATH) --class-path 'build/test-lib/*' --add-modules ALL-MODULE-PATH \
    $(foreach m,$(TESTED),--patch-module $(m)=build/test/$(m) --add-reads $(m)=ALL-UNNAMED $(shell tools/test-reads $(m)) \
        $(foreach p,$(call test_packages,$(m)),--add-opens $(m)/$(p)=ALL-UNNAMED))

##@ Test

.PHONY: unit
unit: build $(TESTED:%=build/%.test.stamp) ## run the unit tests only (T=PartOfAClassName for some)
	@rm -rf build/test-reports/unit
	@$(JDK)/bin/java $(UNIT_JVM) org.junit.platform.console.ConsoleLauncher execute --disable-banner \
	    --details=$(or $(DETAILS),summary) --reports-dir build/test-reports/unit \
	    $(foreach m,$(TESTED),--scan-classpath build/test/$(m)) -n '$(if $(T),.*$(T).*,.*Test)'

.PHONY: fuzz-encoder
fuzz-encoder: build/stream.codec.test.stamp build/stream.codec.vector.stamp ## encode streams made by chance, and compare with what ffmpeg decodes (STREAMS=2000 SEED=1)
	@$(JDK)/bin/java -XX:+UseSerialGC --module-path $(MODULE_PATH) --class-path 'build/test-lib/*' --add-modules ALL-MODULE-PATH \
	    --patch-module stream.codec=build/test/stream.codec --add-reads stream.codec=ALL-UNNAMED \
	    -m stream.codec/stream.codec.h264.RandomStream $(or $(STREAMS),2000) $(or $(SEED),1)

# A suite that cannot run here leaves a report that says so, with tools/skip-suite.
WEB_TESTS = $(filter %.test.js,$(shell find tests/web -name node_modules -prune -o -type f -print 2>/dev/null))

.PHONY: web
web: ## run the tests of the pages' modules only
	@rm -rf build/test-reports/web && mkdir -p build/test-reports/web
	@if ! tools/has-node; then tools/skip-suite web "Node.js 20 or newer is missing"; \
	elif [ -z "$(WEB_TESTS)" ]; then tools/skip-suite web "there are none yet"; \
	else node --test --test-reporter=spec --test-reporter-destination=stdout \
	    --test-reporter=junit --test-reporter-destination=build/test-reports/web/web.xml $(WEB_TESTS); fi

build/browser/TestPicture.class: tests/browser/TestPicture.java
	@$(JAVAC) $(JAVAC_FLAGS) -d build/browser $<

.PHONY: browser
browser: build/image-$(HERE).stamp build/browser/TestPicture.class ## run the browser tests only: linked images, real screen, real browsers
	@rm -rf build/test-reports/browser build/screenshots && mkdir -p build/test-reports/browser
	@if ! tools/has-node; then tools/skip-suite browser "Node.js 20 or newer is missing"; \
	else $(MAKE) -s build/npm-browser.stamp && STROM_TEST_JAVA=$(JDK)/bin/java \
	    node --test --test-concurrency=1 --test-reporter=spec --test-reporter-destination=stdout \
	    --test-reporter=junit --test-reporter-destination=build/test-reports/browser/browser.xml \
	    $(wildcard tests/browser/*.test.js); fi

##@ Measure

.PHONY: bench
bench: build/image-$(HERE).stamp build/browser/TestPicture.class ## measure the latency from screen to page (SECONDS=… for each browser and player)
	@if ! tools/has-node; then echo "Skipped: Node.js 20 or newer is missing."; \
	else $(MAKE) -s build/npm-browser.stamp && \
	    STROM_TEST_JAVA=$(JDK)/bin/java node tests/browser/latency.js $(or $(SECONDS),20); fi

.PHONY: bench-narrow
bench-narrow: build/image-$(HERE).stamp build/browser/TestPicture.class ## measure the delay while the publisher's line becomes narrow and wide again
	@if ! tools/has-node; then echo "Skipped: Node.js 20 or newer is missing."; \
	else $(MAKE) -s build/npm-browser.stamp && STROM_TEST_JAVA=$(JDK)/bin/java node tests/browser/narrow.js; fi

.PHONY: bench-return
bench-return: build/image-$(HERE).stamp build/browser/TestPicture.class ## measure how soon a page shows a publisher again that was killed and started anew (ROUNDS=5)
	@if ! tools/has-node; then echo "Skipped: Node.js 20 or newer is missing."; \
	else $(MAKE) -s build/npm-browser.stamp && \
	    STROM_TEST_JAVA=$(JDK)/bin/java node tests/browser/return.js $(or $(ROUNDS),5); fi

.PHONY: lighthouse
lighthouse: build/image-$(HERE).stamp build/browser/TestPicture.class ## let Lighthouse judge front, watch and sign-up pages (reports in build/lighthouse/)
	@if ! tools/has-node; then echo "Skipped: Node.js 20 or newer is missing."; \
	elif ! command -v chromium >/dev/null || ! command -v Xvfb >/dev/null; then echo "Skipped: Chromium or Xvfb is missing."; \
	else $(MAKE) -s build/npm-lighthouse.stamp && STROM_TEST_JAVA=$(JDK)/bin/java node tests/lighthouse/lighthouse.js; fi

SUITES := unit web browser

.PHONY: bench-client
bench-client: build/image-$(HERE).stamp ## measure what streaming a screen costs the streamer's computer (SECONDS=20)
	@if ! tools/has-node; then echo "Skipped: Node.js 20 or newer is missing."; \
	else $(MAKE) -s build/npm-browser.stamp && \
	    STROM_TEST_JAVA=$(JDK)/bin/java node tests/browser/client-cost.js $(or $(SECONDS),20); fi

##@ Test

.PHONY: test
test: ## test everything that this machine can test, and say what it could not
	@tools/test-tools
	@status=0; for suite in $(SUITES); do \
	    echo "== $$suite"; $(MAKE) --no-print-directory $$suite || status=1; done; \
	$(JDK)/bin/java tools/TestSummary.java build/test-reports $(SUITES) || status=1; exit $$status

.PHONY: test-tools
test-tools: ## install the programs that the tests use, from Debian packages
	@tools/test-tools --install

# Lint beyond javac's, which every build applies: documentation comments, the direction of
# dependencies, the types of the pages' modules, and no package registry in what is committed.
.PHONY: lint
lint: build lint-www ## check documentation, dependencies, and the types of www/
	@tools/lint-hosts
	@rm -rf build/lint && mkdir -p build/lint
	@$(JAVAC) -Xdoclint:all,-missing -d build/lint --module-path build/lib \
	    --module-source-path 'modules/*/src' -m $(subst $(space),$(comma),$(MODULES))
	@$(JDK)/bin/java tools/CheckDependencies.java build/modules build/lib
	@$(JDK)/bin/java tools/Measure.java build/modules build/lib

.PHONY: lint-www
lint-www:
	@if [ ! -r tests/web/package.json ]; then echo "lint: www/ has no types to check yet."; \
	elif ! tools/has-node; then echo "lint: skipped the types of www/: Node.js 20 or newer is missing."; \
	else $(MAKE) -s build/npm-web.stamp && npm --prefix tests/web run --silent lint; fi

build/npm-%.stamp: tests/%/package-lock.json
	@mkdir -p build
	@echo "Fetching the tools of tests/$* with npm ..."
	@npm --prefix tests/$* ci --silent
	@touch $@

##@ Measure

.PHONY: record-clips
record-clips: ## record real programs for bench-encoder, some 1.1 GB in build/bench (SECONDS=6)
	@bench/record-clips build/bench $(or $(SECONDS),6)

.PHONY: bench-encoder
bench-encoder: build/stream.bench.stamp build/stream.codec.vector.stamp ## compare the encoder with x264 (CLIPS="desktop game" for some)
	@mkdir -p build/bench
	@$(JDK)/bin/java --module-path $(MODULE_PATH) -Djava.awt.headless=true \
	    -m stream.bench/stream.bench.encoder.EncoderBench build/bench $(CLIPS)

##@ Test

.PHONY: echo
echo: build ## serve a WebSocket echo for conformance suites (PORT=9001)
	@$(JDK)/bin/java --module-path $(MODULE_PATH) -m stream.bench/stream.bench.echo.Echo $(PORT)

build/fuzz-lib.stamp: tools/dependencies.txt tools/fetch-jars
	@tools/fetch-jars fuzz
	@touch $@

.PHONY: fuzz
fuzz: build $(TESTED:%=build/%.test.stamp) build/fuzz-lib.stamp ## fuzz what strangers may send (SECONDS=60 a target, SEED=…, TARGETS="PngFuzz …")
	@tools/fuzz $(JDK) $(or $(SECONDS),60) $(or $(SEED),$$RANDOM) $(TARGETS)

.PHONY: soak
soak: build ## let people come and go, and see that memory, threads and descriptors come back (MINUTES=10, SEED=…)
	@mkdir -p build/soak
	@$(JDK)/bin/java --module-path $(MODULE_PATH) -m stream.bench/stream.bench.soak.Soak $(or $(MINUTES),10) $(or $(SEED),$$RANDOM) build/soak

##@ Measure

.PHONY: stream-encode
stream-encode: build/stream.bench.stamp build/stream.codec.vector.stamp ## encode Y4M from standard input to H.264 (ARGS="--qp 28 --psnr")
	@$(JDK)/bin/java --module-path $(MODULE_PATH) -Djava.awt.headless=true -m stream.bench/stream.bench.encoder.StreamEncode $(ARGS)

##@ Run and build

.PHONY: doc
doc: build/lib.stamp ## write the modules' documentation to build/doc
	@rm -rf build/doc
	@$(JDK)/bin/javadoc -quiet -Xdoclint:all,-missing -encoding UTF-8 -d build/doc --module-path build/lib \
	    --module-source-path 'modules/*/src' --module $(subst $(space),$(comma),$(MODULES))
	@echo "build/doc/index.html"

build/bench/raw_writer: bench/raw_writer.c
	@mkdir -p build/bench
	@if command -v cc >/dev/null; then cc -O2 -Wall -Wextra -o $@ $<; else echo "No C compiler (cc): no raw writer to compare with."; fi

##@ Measure

.PHONY: bench-fanout
bench-fanout: build build/bench/raw_writer ## measure relaying: against a raw C writer, and where it ends (PARTS="ratio ratio-streams viewers streams trouble memory memory-tls")
	@$(JDK)/bin/java --module-path $(MODULE_PATH) -m stream.bench/stream.bench.fanout.Main \
	    build/bench/fanout docs build/bench/raw_writer $(PARTS)

.PHONY: bench-narrow-viewers
bench-narrow-viewers: build ## measure what viewers on lines of 500 kbit/s get of a stream of 2.5 Mbit/s
	@bench/with-narrow-lines 10 500 $(JDK)/bin/java --module-path $(MODULE_PATH) -m stream.bench/stream.bench.fanout.Main \
	    build/bench/fanout docs none narrow-lines

##@ Run and build

.PHONY: clean
clean: ## remove everything that was built
	@rm -rf build tests/*/node_modules
