# Two commands for a fresh machine (Python 3.11, its venv module and make are all they need):
#   make demo    set up, score the bundled case, write its report as PDF and HTML into demo/
#   make test    set up, build the wheel, run every test against it
# And for those who work on the program: make check, make thorough, make mutants, make fuzz, make bench,
# make lock, make oldest (with the oldest libraries that are allowed), make sbom, make gallery, make case-report,
# make pictures and make gallery-picture (after the look of reports has changed), make messages (after a text in the
# code has changed, or a translation of one).

PYTHON ?= python3
VENV := .venv
WHEEL_VENV := build/venv
WHEEL_TESTS := build/tests
LOCALES := cem_maturity/locale
MESSAGE_KEYWORDS := counted:1,2 forms:1,2
CASE := examples/cinema/answers.yaml
# What else pytest is told, as TESTS=tests/domain.
TESTS ?=
PIP_INSTALL := -m pip install -qq
# The very files of the lock, whichever index they come from, and nothing that would be built from source first.
LOCKED := --require-hashes --only-binary :all:
LOCK := -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--annotation-style line --custom-compile-command 'make lock' $(if $(PIP_INDEX_URL),--default-index $(PIP_INDEX_URL))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test thorough check mutants fuzz bench messages case-report pictures gallery gallery-picture lock oldest sbom wheel clean

demo: $(VENV)/program
	@.ci/pdf-libraries $(VENV)/bin/python
	@mkdir -p demo
	$(VENV)/bin/cem score $(CASE)
	@$(VENV)/bin/cem report $(CASE) -o demo/cinema.html > demo/.made
	@if .ci/pdf-libraries $(VENV)/bin/python --present; then $(VENV)/bin/cem report $(CASE) -o demo/cinema.pdf >> demo/.made; fi
	@echo; echo 'The report of this case:'; sed 's|^|  $(CURDIR)/|' demo/.made; rm demo/.made

test: wheel
	$(WHEEL_VENV)/bin/python $(PIP_INSTALL) --no-index --no-deps --force-reinstall dist/*.whl
	@.ci/pdf-libraries $(WHEEL_VENV)/bin/python
	rm -rf $(WHEEL_TESTS) && mkdir -p $(WHEEL_TESTS)
	cp -R babel.cfg benchmarks docs examples questionnaires report_templates tests *.md *.toml requirements*.txt sbom.cdx.json Makefile LICENSE $(WHEEL_TESTS)
	cd $(WHEEL_TESTS) && CEM_WHEEL=$$(echo $(CURDIR)/dist/*.whl) $(CURDIR)/$(WHEEL_VENV)/bin/python -m pytest -n auto --dist worksteal $(TESTS)

thorough: export CEM_THOROUGH := 1
thorough: test

check: $(VENV)/tools
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/python -m pytest tests/test_doors.py tests/test_readme.py

# Small mistakes put into the domain and the readers, a seeded share of all or, with CEM_THOROUGH=1, every one: do the tests notice?
mutants: $(VENV)/tools
	$(VENV)/bin/python -m tests.mutants

# The readers under a fuzzer that watches which lines it reaches. It is fetched for this alone: few systems have it.
FUZZ_SECONDS ?= 120
fuzz: build/atheris
	PYTHONPATH=build/atheris $(VENV)/bin/python -m tests.fuzz $(FUZZ_SECONDS)

build/atheris: $(VENV)/tools requirements-fuzz.txt
	rm -rf $@ && $(VENV)/bin/python $(PIP_INSTALL) $(LOCKED) --target $@ -r requirements-fuzz.txt

bench: $(VENV)/tools
	$(VENV)/bin/python benchmarks/startup.py
	$(VENV)/bin/python benchmarks/plan.py
	$(VENV)/bin/python benchmarks/report.py
	$(VENV)/bin/python benchmarks/workers.py
	$(VENV)/bin/python benchmarks/scoring.py
	$(VENV)/bin/python benchmarks/batch.py

# The texts of the code into the catalogues, and the catalogues into what the program reads.
messages: $(VENV)/tools
	@mkdir -p build
	$(VENV)/bin/pybabel -q extract -F babel.cfg $(MESSAGE_KEYWORDS:%=-k %) -c 'Translators:' --sort-by-file \
		--add-location=file --width=110 --project=cem-maturity --copyright-holder='the authors of cem-maturity' \
		-o build/messages.pot .
	$(VENV)/bin/pybabel -q update -D cem_maturity -i build/messages.pot -d $(LOCALES) --previous --ignore-obsolete \
		--ignore-pot-creation-date --width=110
	$(VENV)/bin/pybabel -q compile -D cem_maturity -d $(LOCALES)

# The report that stands beside the case, to be renewed when a template, a text or a figure changes.
case-report: $(VENV)/program
	$(VENV)/bin/cem report $(CASE) -o $(dir $(CASE))report.html
	$(VENV)/bin/cem report $(CASE) -o $(dir $(CASE))report.pdf

# The pages of that report as small pictures, which the tests compare with: look at what has changed before you keep them.
pictures: $(VENV)/tools
	$(VENV)/bin/python -m tests.seen.pictures

# A report on an invented client at every level, in every language: build/gallery/index.html leads to them.
gallery: $(VENV)/tools
	@.ci/pdf-libraries $(VENV)/bin/python
	$(VENV)/bin/python -m tests.seen.gallery build/gallery
	@echo; echo 'The gallery:'; echo '  $(CURDIR)/build/gallery/index.html'

# That page as README.md shows it; it takes Chromium.
gallery-picture: gallery
	$(VENV)/bin/python -m tests.seen.gallery build/gallery docs/images/gallery.png

wheel: $(WHEEL_VENV)/tools
	rm -rf dist && $(WHEEL_VENV)/bin/python -m build --wheel --no-isolation > build/wheel.log || { cat build/wheel.log; exit 1; }
	@echo dist/*.whl

# The program in an environment of its own, as users of this checkout run it.
$(VENV)/program: pyproject.toml requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python $(PIP_INSTALL) $(LOCKED) -r requirements.txt
	$(VENV)/bin/python $(PIP_INSTALL) --no-index --no-deps --no-build-isolation -e .
	$(VENV)/bin/python -m compileall -q cem_maturity
	@touch $@

$(VENV)/tools: $(VENV)/program requirements-dev.txt
	$(VENV)/bin/python $(PIP_INSTALL) $(LOCKED) -r requirements-dev.txt
	@touch $@

# Everything but the program: that comes from the wheel.
$(WHEEL_VENV)/tools: requirements-dev.txt
	$(PYTHON) -m venv $(WHEEL_VENV)
	$(WHEEL_VENV)/bin/python $(PIP_INSTALL) $(LOCKED) -r requirements-dev.txt
	@touch $@

# The newest versions that pyproject.toml allows, each with the digests of all its files: look at what has changed
# before you keep them. The program's own, and what builds it, are a part of the whole.
lock: $(VENV)/tools
	$(VENV)/bin/python $(LOCK) --upgrade --extra dev pyproject.toml -o requirements-dev.txt
	printf 'editables\nhatchling\npip\n' | $(VENV)/bin/python $(LOCK) --upgrade -c requirements-dev.txt pyproject.toml - -o requirements.txt
	# From 3.1 on it is not for Python 3.11.
	printf 'atheris<3.1\n' | $(VENV)/bin/python $(LOCK) --upgrade - -o requirements-fuzz.txt
	$(MAKE) sbom

# The oldest versions that pyproject.toml allows must do, too: all tests with them.
oldest: $(VENV)/tools
	rm -rf build/oldest && $(MAKE) build/oldest/tools WHEEL_VENV=build/oldest
	$(VENV)/bin/python $(LOCK) --upgrade --resolution lowest-direct pyproject.toml -o build/oldest.txt
	build/oldest/bin/python $(PIP_INSTALL) $(LOCKED) -r build/oldest.txt
	$(MAKE) test WHEEL_VENV=build/oldest TESTS='--deselect tests/test_supply.py $(TESTS)'

# What the program is made of, for those who must know: from the lock, and the licences from what is installed.
sbom: $(VENV)/program
	@mkdir -p build
	$(VENV)/bin/python .ci/bill_of_materials.py > build/sbom.cdx.json
	mv build/sbom.cdx.json sbom.cdx.json

clean:
	rm -rf build dist demo $(VENV)
