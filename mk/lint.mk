.PHONY: lint

#: make lint        what cppcheck and clang-tidy find in the sources
lint: $(BUILT_HEADERS)
	@tools/packages build lint
	@tools/lint $(BUILD) all
