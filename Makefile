# Ström: every verb of the project. `make help` lists them; each works on a fresh clone.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

JDK      = $(eval JDK := $(shell tools/find-jdk))$(or $(JDK),$(error no JDK))
MODULES := stream.common stream.codec stream.server stream.client
comma   := ,
empty   :=
space   := $(empty) $(empty)

SOURCES := $(shell find modules/*/src -name '*.java' -o -path '*/src/*' -type f)
TESTS   := $(shell find modules/*/test -type f)
# Packages of the modules and of their tests, for --add-opens: JUnit calls package-private tests.
TEST_PACKAGES = $(sort $(foreach t,$(filter %.java,$(TESTS)),$(call package_of,$(t))))
package_of = $(word 2,$(subst /, ,$(1)))/$(subst /,.,$(patsubst modules/$(word 2,$(subst /, ,$(1)))/test/%/,%,$(dir $(1))))

JAVAC_FLAGS := --release 25 -encoding UTF-8 -g -Xlint:all -Werror -parameters

.PHONY: help
help: ## list the verbs
	@echo "Ström: self-hosted live streaming. The verbs:"; echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | sort | awk -F'|' '{ printf "  make %-16s %s\n", $$1, $$2 }'

.PHONY: build
build: build/modules.stamp ## compile the modules

build/lib.stamp: tools/dependencies.txt tools/fetch-jars
	@tools/fetch-jars
	@touch $@

build/modules.stamp: build/lib.stamp $(SOURCES)
	@echo "Compiling $(MODULES) ..."
	@rm -rf build/modules && mkdir -p build/modules
	@$(JDK)/bin/javac $(JAVAC_FLAGS) -d build/modules --module-path build/lib \
	    --module-source-path 'modules/*/src' $(addprefix -m ,$(subst $(space),$(comma),$(MODULES)))
	@for m in $(MODULES); do (cd modules/$$m/src && find . -type f ! -name '*.java' -print0 | \
	    xargs -0 -r cp --parents -t $(CURDIR)/build/modules/$$m); done
	@touch $@

build/test.stamp: build/modules.stamp $(TESTS)
	@echo "Compiling the tests ..."
	@rm -rf build/test && mkdir -p build/test
	@for m in $(MODULES); do \
	    files=$$(find modules/$$m/test -name '*.java'); [ -n "$$files" ] || continue; \
	    $(JDK)/bin/javac $(JAVAC_FLAGS) -Xlint:-exports,-requires-automatic -d build/test/$$m \
	        --module-path build/modules:build/lib --class-path 'build/test-lib/*' \
	        --patch-module $$m=modules/$$m/test \
	        --add-reads $$m=ALL-UNNAMED $$(tools/test-reads $$m) $$files; \
	    (cd modules/$$m/test && find . -type f ! -name '*.java' -print0 | xargs -0 -r cp --parents -t $(CURDIR)/build/test/$$m); \
	done
	@touch $@

.PHONY: run
run: build/modules.stamp ## serve the site on http://localhost:8080 with an embedded database
	@$(JDK)/bin/java --module-path build/modules:build/lib --add-modules stream.server,org.eclipse.parsson,com.h2database \
	    -m stream.server/stream.server.Main $(ARGS)

.PHONY: client
client: build/modules.stamp ## start the desktop client against localhost
	@$(JDK)/bin/java --module-path build/modules:build/lib --add-modules stream.client,stream.codec,org.eclipse.parsson \
	    -m stream.client/stream.client.Main $(ARGS)

UNIT_JVM = --module-path build/modules:build/lib --class-path 'build/test-lib/*' --add-modules ALL-MODULE-PATH \
    --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
    $(foreach m,$(MODULES),$(if $(wildcard build/test/$(m)),--patch-module $(m)=build/test/$(m) --add-reads $(m)=ALL-UNNAMED $(shell tools/test-reads $(m)))) \
    $(foreach p,$(TEST_PACKAGES),--add-opens $(p)=ALL-UNNAMED)

.PHONY: unit
unit: build/test.stamp ## run the unit tests only (T=ClassNamePattern for some)
	@$(JDK)/bin/java $(UNIT_JVM) org.junit.platform.console.ConsoleLauncher execute --disable-banner \
	    --details=$(or $(DETAILS),summary) --reports-dir build/test-reports \
	    $(foreach m,$(MODULES),$(if $(wildcard build/test/$(m)),--scan-classpath build/test/$(m))) \
	    $(if $(T),-n '.*$(T).*',-n '.*Test')

.PHONY: clean
clean: ## remove everything that was built
	@rm -rf build
