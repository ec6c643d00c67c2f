package dev.sild.images;

/** Web servers, web applications and sign-on; {@link ImageTable} says how a line is read. */
final class WebImages {
    private WebImages() {}

    static final String TABLE = """
      nginx#alpine p=80 u=root>101:101 c=/usr/share/nginx/html,/etc/nginx s=y n=nginx:101:101
      nginx p=80 u=root>101:101 c=/usr/share/nginx/html,/etc/nginx s=y n=nginx:101:101,www-data:33:33
      nginxinc/nginx-unprivileged p=8080 u=101:101 c=/usr/share/nginx/html,/etc/nginx s=y n=nginx:101:101
      openresty/openresty p=80 c=/usr/local/openresty/nginx s=y
      nginxproxy/nginx-proxy p=80 u=root s=y
      jwilder/nginx-proxy p=80 u=root s=y
      jc21/nginx-proxy-manager p=80,81,443 u=root d=/data,/etc/letsencrypt w=/app s=y
      httpd#alpine p=80 u=root>82:82 c=/usr/local/apache2 w=/usr/local/apache2 s=y n=www-data:82:82
      httpd p=80 u=root>33:33 c=/usr/local/apache2 w=/usr/local/apache2 s=y n=www-data:33:33
      caddy p=80,443,443/udp,2019 u=root d=/data,/config c=/etc/caddy,/usr/share/caddy w=/srv s=y
      traefik p=80 u=root
      haproxy u=99:99 c=/usr/local/etc/haproxy s=y n=haproxy:99:99
      varnish p=80,8443 w=/etc/varnish c=/etc/varnish s=y
      envoyproxy/envoy#distroless p=10000 c=/etc/envoy s=n
      envoyproxy/envoy p=10000 c=/etc/envoy s=y
      kong p=8000,8001,8002,8443,8444,8445 s=y
      kong/kong-gateway p=8000,8001,8002,8443,8444,8445 s=y
      apache/apisix p=9080,9443 s=y
      php#apache p=80 u=root>33:33 w=/var/www/html s=y n=www-data:33:33
      php#fpm+alpine p=9000 u=root>82:82 w=/var/www/html s=y n=www-data:82:82
      php#fpm p=9000 u=root>33:33 w=/var/www/html s=y n=www-data:33:33
      php#alpine u=root s=y n=www-data:82:82
      php u=root s=y n=www-data:33:33
      dunglas/frankenphp#alpine p=80,443,443/udp,2019 u=root w=/app s=y n=www-data:82:82
      dunglas/frankenphp p=80,443,443/udp,2019 u=root w=/app s=y n=www-data:33:33
      wordpress#cli u=82:82 d=/var/www/html w=/var/www/html s=y
      wordpress#fpm+alpine p=9000 u=root>82:82 d=/var/www/html w=/var/www/html s=y n=www-data:82:82
      wordpress#fpm p=9000 u=root>33:33 d=/var/www/html w=/var/www/html s=y n=www-data:33:33
      wordpress p=80 u=root>33:33 d=/var/www/html w=/var/www/html s=y n=www-data:33:33
      nextcloud#fpm+alpine p=9000 u=root>82:82 d=/var/www/html w=/var/www/html s=y n=www-data:82:82
      nextcloud#fpm p=9000 u=root>33:33 d=/var/www/html w=/var/www/html s=y n=www-data:33:33
      nextcloud p=80 u=root>33:33 d=/var/www/html w=/var/www/html s=y n=www-data:33:33
      drupal#fpm+alpine p=9000 u=root>82:82 c=/opt/drupal w=/opt/drupal s=y n=www-data:82:82
      drupal#fpm p=9000 u=root>33:33 c=/opt/drupal w=/opt/drupal s=y n=www-data:33:33
      drupal p=80 u=root>33:33 c=/opt/drupal w=/opt/drupal s=y n=www-data:33:33
      joomla#fpm+alpine p=9000 u=root>82:82 d=/var/www/html w=/var/www/html s=y n=www-data:82:82
      joomla#fpm p=9000 u=root>33:33 d=/var/www/html w=/var/www/html s=y n=www-data:33:33
      joomla p=80 u=root>33:33 d=/var/www/html w=/var/www/html s=y n=www-data:33:33
      matomo#fpm+alpine p=9000 u=root>82:82 d=/var/www/html w=/var/www/html s=y n=www-data:82:82
      matomo#fpm p=9000 u=root>33:33 d=/var/www/html w=/var/www/html s=y n=www-data:33:33
      matomo p=80 u=root>33:33 d=/var/www/html w=/var/www/html s=y n=www-data:33:33
      mediawiki#fpm p=9000 u=root c=/var/www/html w=/var/www/html s=y
      mediawiki p=80 u=root>33:33 c=/var/www/html w=/var/www/html s=y n=www-data:33:33
      phpmyadmin#fpm+alpine p=9000 u=root>82:82 w=/var/www/html s=y
      phpmyadmin#fpm p=9000 u=root>33:33 w=/var/www/html s=y
      phpmyadmin p=80 u=root>33:33 w=/var/www/html s=y
      phpmyadmin/phpmyadmin =phpmyadmin
      ghost p=2368 u=root>1000:1000 d=/var/lib/ghost/content w=/var/lib/ghost s=y n=node:1000:1000
      redmine#alpine p=3000 d=/usr/src/redmine/files w=/usr/src/redmine s=y
      redmine p=3000 u=root>999:999 d=/usr/src/redmine/files w=/usr/src/redmine s=y n=redmine:999:999
      odoo p=8069,8071,8072 d=/var/lib/odoo,/mnt/extra-addons s=y
      tomcat p=8080 u=root c=/usr/local/tomcat w=/usr/local/tomcat s=y
      jetty p=8080 w=/var/lib/jetty s=y
      wildfly/wildfly p=8080 s=y
      gitea/gitea#rootless p=2222,3000 u=1000:1000 d=/var/lib/gitea,/etc/gitea s=y
      gitea/gitea p=22,3000 u=root>1000:1000 d=/data s=y
      forgejo/forgejo#rootless p=2222,3000 u=1000:1000 d=/var/lib/gitea,/etc/gitea s=y
      forgejo/forgejo p=22,3000 u=root>1000:1000 d=/data s=y
      gitlab/gitlab-ce p=22,80,443 u=root d=/etc/gitlab,/var/opt/gitlab,/var/log/gitlab s=y
      gitlab/gitlab-ee =gitlab/gitlab-ce
      gitlab/gitlab-runner u=root d=/etc/gitlab-runner,/home/gitlab-runner s=y
      jenkins/jenkins p=8080,50000 u=1000:1000 d=/var/jenkins_home s=y n=jenkins:1000:1000
      jenkins/jenkins-lts =jenkins/jenkins
      sonarqube p=9000 u=1000:0 d=/opt/sonarqube/data,/opt/sonarqube/extensions,/opt/sonarqube/logs w=/opt/sonarqube s=y
      sonatype/nexus3 p=8081 u=200:200 d=/nexus-data w=/opt/sonatype s=y
      registry p=5000 u=root d=/var/lib/registry s=y
      goharbor/harbor-core p=8080 u=10000:10000 s=y
      goharbor/harbor-jobservice p=8080 u=10000:10000 d=/var/log/jobs s=y
      goharbor/harbor-portal p=8080 s=y
      goharbor/harbor-registryctl p=8080 u=10000:10000 d=/var/lib/registry s=y
      goharbor/harbor-db p=5432 u=999:999 d=/var/lib/postgresql/data lost+found s=y
      goharbor/registry-photon p=5000 u=10000:10000 d=/storage s=y
      goharbor/redis-photon p=6379 s=y
      goharbor/nginx-photon p=8080 s=y
      portainer/portainer-ce#alpine p=8000,9000,9443 u=root d=/data s=y
      portainer/portainer-ce p=8000,9000,9443 u=root d=/data s=n
      portainer/portainer-ee =portainer/portainer-ce
      portainer/portainer =portainer/portainer-ce
      portainer/agent p=9001 u=root
      adminer#fastcgi p=9000 w=/var/www/html s=y
      adminer p=8080 w=/var/www/html s=y
      dpage/pgadmin4 p=80,443 u=5050:0 d=/var/lib/pgadmin w=/pgadmin4 s=y
      mongo-express p=8081 w=/app s=y
      rediscommander/redis-commander p=8081 s=y
      joeferner/redis-commander p=8081 u=10000:0 w=/redis-commander s=y
      redis/redisinsight p=5540 u=1000:1000 d=/data s=y
      redislabs/redisinsight p=8001 d=/db s=y
      keycloak/keycloak p=8080,8443,9000 u=1000:0 c=/opt/keycloak d=/opt/keycloak/data s=y
      jboss/keycloak p=8080,8443 u=1000:0 s=y
      authelia/authelia p=9091 u=root d=/config s=y
      goauthentik/server p=9000,9443 u=1000:1000 d=/media s=y
      vaultwarden/server p=80 u=root d=/data w=/ s=y
      dexidp/dex p=5556
      oauth2-proxy/oauth2-proxy p=4180
      oryd/kratos p=4433,4434
      oryd/hydra p=4444,4445
      oryd/keto p=4466,4467
      postgrest/postgrest p=3000
      hasura/graphql-engine p=8080 s=y
      supabase/gotrue p=9999
      supabase/studio p=3000
      supabase/postgres-meta p=8080
      directus/directus p=8055 u=1000:1000 d=/directus/database,/directus/extensions,/directus/uploads s=y
      nocodb/nocodb p=8080 u=root d=/usr/app/data s=y
      baserow/baserow p=80,443 d=/baserow/data s=y
      strapi/strapi p=1337 s=y
      mattermost/mattermost-team-edition p=8065,8067,8074,8075 u=2000:2000 d=/mattermost/data,/mattermost/config s=y
      mattermost/mattermost-enterprise-edition =mattermost/mattermost-team-edition
      rocket.chat p=3000 d=/app/uploads s=y
      rocketchat/rocket.chat =rocket.chat
      matrixdotorg/synapse p=8008,8009,8448 u=root>991:991 d=/data s=y
      vectorim/element-web p=80 s=y
      n8nio/n8n p=5678 u=1000:1000 d=/home/node/.n8n w=/home/node s=y n=node:1000:1000
      nodered/node-red p=1880 u=1000 d=/data w=/usr/src/node-red s=y
      metabase/metabase p=3000 u=root>2000:2000 s=y
      apache/superset p=8088 u=1000:1000 w=/app s=y
      apache/airflow p=8080 u=50000:0 w=/opt/airflow c=/opt/airflow s=y
      redash/redash p=5000 w=/app s=y
      temporalio/auto-setup p=6933,6934,6935,6939,7233,7234,7235,7239 u=1000:1000 w=/etc/temporal s=y
      temporalio/server =temporalio/auto-setup
      temporalio/ui p=8080 s=y
      unleashorg/unleash-server p=4242 s=y
      plausible/analytics p=8000
      plausible/community-edition p=8000
      umami-software/umami p=3000 s=y
      requarks/wiki p=3000,3443 u=1000:1000 w=/wiki s=y
      outlinewiki/outline p=3000 s=y
      listmonk/listmonk p=9000 s=y
      chatwoot/chatwoot p=3000 s=y
      gotenberg/gotenberg p=3000 u=1001:1001 s=y
      libretranslate/libretranslate p=5000 s=y
      erikvl87/languagetool p=8010 s=y
      onlyoffice/documentserver p=80,443 u=root s=y
      collabora/code p=9980
      searxng/searxng p=8080 s=y
      ollama/ollama p=11434 u=root d=/root/.ollama s=y
      open-webui/open-webui p=8080 u=root d=/app/backend/data w=/app/backend s=y
      flowiseai/flowise p=3000 s=y
      langfuse/langfuse p=3000 s=y
      berriai/litellm p=4000 s=y
      jupyter/base-notebook p=8888 u=1000:100 d=/home/jovyan w=/home/jovyan s=y n=jovyan:1000:100
      jupyter/minimal-notebook =jupyter/base-notebook
      jupyter/scipy-notebook =jupyter/base-notebook
      jupyter/datascience-notebook =jupyter/base-notebook
      jupyter/tensorflow-notebook =jupyter/base-notebook
      jupyter/pyspark-notebook =jupyter/base-notebook
      jupyter/all-spark-notebook =jupyter/base-notebook
      rocker/rstudio p=8787 u=root s=y
      codercom/code-server p=8080 u=1000:1000 s=y n=coder:1000:1000
      swaggerapi/swagger-ui p=8080 s=y
      swaggerapi/swagger-editor p=8080 s=y
      plantuml/plantuml-server p=8080 s=y
      yuzutech/kroki p=8000
      jgraph/drawio p=8080,8443 s=y
      excalidraw/excalidraw p=80 s=y
      atlassian/jira-software p=8080 u=root>2001:2001 d=/var/atlassian/application-data/jira s=y
      atlassian/confluence p=8090,8091 u=root>2002:2002 d=/var/atlassian/application-data/confluence s=y
      atlassian/confluence-server =atlassian/confluence
      atlassian/bitbucket p=7990,7999 u=root>2003:2003 d=/var/atlassian/application-data/bitbucket s=y
      jetbrains/teamcity-server p=8111 u=1000:1000 d=/data/teamcity_server/datadir,/opt/teamcity/logs s=y
      jetbrains/youtrack p=8080 u=13001:13001 d=/opt/youtrack/data,/opt/youtrack/conf,/opt/youtrack/logs s=y
      verdaccio/verdaccio p=4873 u=10001 d=/verdaccio/storage c=/verdaccio/conf w=/opt/verdaccio s=y
      jfrog/artifactory-oss p=8081,8082 u=1030:1030 d=/var/opt/jfrog/artifactory s=y
      """;
}
