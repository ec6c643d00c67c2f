# Three programs side by side.
docker run -d -p 9090:9090 prom/prometheus     # metrics
docker run -d -p 3000:3000 grafana/grafana     # dashboards
docker run -d -p 8080:8080 gcr.io/cadvisor/cadvisor  # containers
