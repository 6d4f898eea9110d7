# Which rows of the lists of system calls the processes use: see
# regress/programs/minimal/recorder.c.

.PHONY: minimal
RECORDER	= $(BUILD)/regress/programs/minimal/recorder
$(RECORDER): $(patsubst %.c,$(BUILD)/%.o,$(wildcard regress/programs/minimal/*.c)) \
    $(BUILD)/common.a
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ $(LIBS_kopd)

tests: $(RECORDER)

# These start the programs in each configuration.  A process that is followed has
# another state when it is stopped, which some other tests would wait for.
MINIMAL		?= $(sort $(filter-out %/policy.t,\
		  $(wildcard regress/system/daemon/*.t \
		  regress/system/faults/*.t regress/system/remote/*.t) \
		  $(patsubst %,regress/programs/redis/%.t,\
		  hangups names sentinel tls wire writer) \
		  $(patsubst %,regress/programs/docker/%.t,\
		  connect families folder gate relay tcp tcp-families)))

#: make minimal     as root: which permitted system calls no process makes in the
#:                  tests; MINIMAL="regress/..." for these tests
minimal: all tests
	@BUILD=$(BUILD) $(RECORDER) $(BUILD)/minimal.tsv \
	    regress/run -j$(JOBS) $(MINIMAL); status=$$?; \
	    regress/programs/minimal/report $(BUILD)/minimal.tsv; exit $$status
