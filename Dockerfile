# The image of kopd: five static programs and what they read, without a shell.
# make image builds it; see Containers in README.  BASE is a Debian 12 or later;
# ARCHITECTURE is arm64 or armhf for the programs of such a machine, without for
# those of the machine that builds it.

ARG BASE=debian:bookworm-slim
FROM $BASE AS build
ARG ARCHITECTURE=
WORKDIR /src
COPY tools/packages tools/musl tools/sysroot tools/
RUN tools/packages musl $ARCHITECTURE
RUN tools/musl /musl $ARCHITECTURE
COPY . .
RUN make -j"$(nproc)" CC=musl-gcc MUSL=/musl PREFIX=/usr \
	ARCHITECTURE=$ARCHITECTURE static && \
    make STATIC=yes CC=/musl/bin/musl-gcc MUSL=/musl PREFIX=/usr \
	DESTDIR=/image install-programs && \
    "$(/musl/bin/musl-gcc -print-prog-name=strip)" \
	/image/usr/sbin/* /image/usr/libexec/kopd/* && \
    tools/image-files /image

FROM scratch
COPY --from=build /image /
ARG VERSION=unknown
LABEL org.opencontainers.image.title="kopd" \
    org.opencontainers.image.description="Publishes the routes of Docker \
containers to Redis, for Traefik" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.licenses="ISC"
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["/usr/sbin/kopctl", "health"]
CMD ["kopd", "-d"]
