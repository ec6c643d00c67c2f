package dev.sild.images;

/** What Dockerfiles start from, and small test servers; {@link ImageTable} says how a line is read. */
final class BaseImages {
    private BaseImages() {}

    static final String TABLE = """
      alpine u=root w=/ s=y
      busybox u=root w=/ s=y
      debian u=root w=/ s=y n=www-data:33:33
      ubuntu#24 u=root w=/ s=y n=www-data:33:33,ubuntu:1000:1000
      ubuntu#noble u=root w=/ s=y n=www-data:33:33,ubuntu:1000:1000
      ubuntu u=root w=/ s=y n=www-data:33:33
      buildpack-deps u=root w=/ s=y n=www-data:33:33
      centos u=root w=/ s=y
      fedora u=root w=/ s=y
      almalinux u=root w=/ s=y
      rockylinux u=root w=/ s=y
      rockylinux/rockylinux =rockylinux
      oraclelinux u=root w=/ s=y
      amazonlinux u=root w=/ s=y
      archlinux u=root w=/ s=y
      opensuse/leap u=root w=/ s=y
      kalilinux/kali-rolling u=root w=/ s=y
      bitnami/minideb u=root w=/ s=y n=www-data:33:33
      registry.access.redhat.com/ubi8 u=root w=/ s=y
      registry.access.redhat.com/ubi9 u=root w=/ s=y
      ubi8/ubi u=root w=/ s=y
      ubi9/ubi u=root w=/ s=y
      ubi8/ubi-minimal u=root w=/ s=y
      ubi9/ubi-minimal u=root w=/ s=y
      redhat/ubi8 u=root w=/ s=y
      redhat/ubi9 u=root w=/ s=y
      redhat/ubi8-minimal u=root w=/ s=y
      redhat/ubi9-minimal u=root w=/ s=y
      node#alpine u=root s=y n=node:1000:1000
      node u=root s=y n=node:1000:1000,www-data:33:33
      python#alpine u=root s=y
      python u=root s=y n=www-data:33:33
      golang#alpine u=root w=/go s=y
      golang u=root w=/go s=y n=www-data:33:33
      ruby#alpine u=root s=y
      ruby u=root s=y n=www-data:33:33
      rust#alpine u=root s=y
      rust u=root s=y n=www-data:33:33
      perl u=root s=y
      elixir u=root s=y
      erlang u=root s=y
      swift u=root s=y
      gcc u=root s=y
      openjdk u=root s=y
      eclipse-temurin u=root s=y
      amazoncorretto u=root s=y
      adoptopenjdk u=root s=y
      maven u=root s=y
      gradle s=y n=gradle:1000:1000
      composer u=root w=/app s=y
      oven/bun u=root w=/home/bun/app s=y n=bun:1000:1000
      denoland/deno u=root s=y n=deno:1993:1993
      dotnet/aspnet#5 p=80 u=root s=y
      dotnet/aspnet#6 p=80 u=root s=y
      dotnet/aspnet#7 p=80 u=root s=y
      dotnet/aspnet#chiseled p=8080 u=1654:1654 s=n n=app:1654:1654 v=APP_UID:1654
      dotnet/aspnet#distroless p=8080 u=1654:1654 s=n n=app:1654:1654 v=APP_UID:1654
      dotnet/aspnet p=8080 u=root s=y n=app:1654:1654 v=APP_UID:1654
      dotnet/runtime#5 u=root s=y
      dotnet/runtime#6 u=root s=y
      dotnet/runtime#7 u=root s=y
      dotnet/runtime#chiseled u=1654:1654 s=n n=app:1654:1654 v=APP_UID:1654
      dotnet/runtime#distroless u=1654:1654 s=n n=app:1654:1654 v=APP_UID:1654
      dotnet/runtime u=root s=y n=app:1654:1654 v=APP_UID:1654
      dotnet/sdk u=root s=y n=app:1654:1654 v=APP_UID:1654
      azul/zulu-openjdk u=root s=y
      azul/zulu-openjdk-alpine u=root s=y
      nvidia/cuda u=root s=y
      pytorch/pytorch u=root s=y
      tensorflow/tensorflow#jupyter p=8888 u=root s=y
      tensorflow/tensorflow u=root s=y
      continuumio/miniconda3 u=root s=y
      condaforge/mambaforge u=root s=y
      tiangolo/uvicorn-gunicorn-fastapi p=80 u=root w=/app s=y
      tiangolo/uvicorn-gunicorn p=80 u=root w=/app s=y
      tiangolo/uwsgi-nginx-flask p=80,443 u=root w=/app s=y
      curlimages/curl s=y
      amazon/aws-cli u=root w=/aws s=y
      hello-world s=n
      traefik/whoami p=80 u=root s=n
      containous/whoami p=80 u=root s=n
      kennethreitz/httpbin p=80 s=y
      mccutchen/go-httpbin p=8080 s=n
      hashicorp/http-echo p=5678 s=n
      nginxdemos/hello p=80 s=y
      """;
}
