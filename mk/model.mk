# The protocol in Redis as models for spin: see regress/model/README.

.PHONY: model
MODEL		?=

#: make model       check the protocol of the scripts with spin; MODEL=pace
model:
	@tools/packages build model
	@mkdir -p $(BUILD)
	@regress/model/check $(BUILD) $(MODEL)
