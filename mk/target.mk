# The compiler, and the machine and system that it builds for.  A cross compiler
# builds for another machine than the one it runs on, so uname(1) is asked only
# if there is no compiler yet.

names		= $(shell $(1) -dumpmachine 2>/dev/null)
TARGET		:= $(or $(call names,$(CC)),\
		  $(shell uname -m)-$(shell uname -s | tr A-Z a-z))

# The code for one system is in *_linux.c and *_openbsd.c.
SYSTEMS		= linux openbsd
SYSTEM		?= $(firstword $(foreach s,$(SYSTEMS),\
		  $(if $(findstring $(s),$(TARGET)),$(s))))
ifeq ($(SYSTEM),)
$(error $(CC) builds for $(TARGET): kopd supports $(SYSTEMS))
endif

# cc may be clang, and a compiler's path may contain that name.
COMPILER	:= $(if $(filter 1,$(shell echo __clang__ | \
		  $(CC) -E -P -x c - 2>/dev/null)),clang,gcc)

# The target of a cross compiler.  Two compilers write the middle of the name
# differently: x86_64-linux-gnu, x86_64-pc-linux-gnu.
ends		= $(firstword $(subst -, ,$(1)))-$(lastword $(subst -, ,$(1)))
NATIVE		:= $(or $(call names,cc),$(TARGET))
CROSS		:= $(if $(filter-out $(call ends,$(NATIVE)),\
		  $(call ends,$(TARGET))),$(TARGET))
