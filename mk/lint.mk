.PHONY: lint

#: make lint        what cppcheck and clang-tidy find in the sources
lint: $(BUILD)/paths.h
	@tools/packages build lint
	@tools/lint $(BUILD) all
