# The code that tests execute.  A confined process cannot write a file when it
# ends, and a killed one does not.  Therefore clang counts, not gcc: each
# program maps its file of counts at its start, before it is confined.

.PHONY: cover counted
COVER		?=
COVER_BUILD	= $(BUILD)-cover
COVER_MAKE	= $(MAKE) --no-print-directory CC=clang COVER=yes \
		  BUILD=$(COVER_BUILD)

ifneq ($(COVER),)
CFLAGS		= -O1 -g -fcoverage-mapping \
		  -fprofile-instr-generate=$(abspath $(BUILD))/counts/%m%c.profraw \
		  -mllvm -runtime-counter-relocation=true -Qunused-arguments
endif

#: make cover       what the tests execute, by directory; installs nothing;
#:                  TESTS="regress/..." for these alone
cover:
	@$(COVER_MAKE) all tests
	@$(COVER_MAKE) counted

# Without the tests that build programs themselves.
counted:
	@regress/cover -j$(JOBS) $(BUILD) \
	    $(patsubst build/%,$(BUILD)/%,\
	    $(filter-out regress/build/% regress/fuzz/%,$(TESTS)))
