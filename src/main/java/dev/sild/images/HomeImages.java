package dev.sild.images;

/** What people run at home; {@link ImageTable} says how a line is read. */
final class HomeImages {
    private HomeImages() {}

    static final String TABLE = """
      linuxserver/sonarr p=8989 u=root>911:911 d=/config s=y
      linuxserver/radarr p=7878 u=root>911:911 d=/config s=y
      linuxserver/lidarr p=8686 u=root>911:911 d=/config s=y
      linuxserver/readarr p=8787 u=root>911:911 d=/config s=y
      linuxserver/prowlarr p=9696 u=root>911:911 d=/config s=y
      linuxserver/bazarr p=6767 u=root>911:911 d=/config s=y
      linuxserver/jackett p=9117 u=root>911:911 d=/config s=y
      linuxserver/qbittorrent p=6881,6881/udp,8080 u=root>911:911 d=/config s=y
      linuxserver/transmission p=9091,51413,51413/udp u=root>911:911 d=/config s=y
      linuxserver/deluge p=6881,6881/udp,8112,58846 u=root>911:911 d=/config s=y
      linuxserver/sabnzbd p=8080 u=root>911:911 d=/config s=y
      linuxserver/nzbget p=6789 u=root>911:911 d=/config s=y
      linuxserver/plex p=1900/udp,8324,32400,32410/udp,32412/udp,32413/udp,32414/udp,32469 u=root>911:911 d=/config s=y
      linuxserver/jellyfin p=8096,8920 u=root>911:911 d=/config s=y
      linuxserver/emby p=8096,8920 u=root>911:911 d=/config s=y
      linuxserver/tautulli p=8181 u=root>911:911 d=/config s=y
      linuxserver/overseerr p=5055 u=root>911:911 d=/config s=y
      linuxserver/ombi p=3579 u=root>911:911 d=/config s=y
      linuxserver/heimdall p=80,443 u=root>911:911 d=/config s=y
      linuxserver/swag p=80,443 u=root>911:911 d=/config s=y
      linuxserver/nginx p=80,443 u=root>911:911 d=/config s=y
      linuxserver/mariadb p=3306 u=root>911:911 d=/config s=y
      linuxserver/nextcloud p=80,443 u=root>911:911 d=/config s=y
      linuxserver/code-server p=8443 u=root>911:911 d=/config s=y
      linuxserver/duplicati p=8200 u=root>911:911 d=/config s=y
      linuxserver/syncthing p=8384,21027/udp,22000,22000/udp u=root>911:911 d=/config s=y
      linuxserver/calibre p=8080,8081,8181 u=root>911:911 d=/config s=y
      linuxserver/calibre-web p=8083 u=root>911:911 d=/config s=y
      linuxserver/bookstack p=80,443 u=root>911:911 d=/config s=y
      linuxserver/freshrss p=80,443 u=root>911:911 d=/config s=y
      linuxserver/grocy p=80,443 u=root>911:911 d=/config s=y
      linuxserver/piwigo p=80,443 u=root>911:911 d=/config s=y
      linuxserver/wireguard p=51820/udp u=root>911:911 d=/config s=y
      linuxserver/smokeping p=80 u=root>911:911 d=/config s=y
      linuxserver/webtop p=3000,3001 u=root>911:911 d=/config s=y
      linuxserver/firefox p=3000,3001 u=root>911:911 d=/config s=y
      linuxserver/openssh-server p=2222 u=root>911:911 d=/config s=y
      linuxserver/resilio-sync p=8888,55555 u=root>911:911 d=/config s=y
      linuxserver/homeassistant p=8123 u=root>911:911 d=/config s=y
      linuxserver/healthchecks p=8000 u=root>911:911 d=/config s=y
      linuxserver/wikijs p=3000 u=root>911:911 d=/config s=y
      linuxserver/netbootxyz p=69/udp,80,3000 u=root>911:911 d=/config s=y
      homeassistant/home-assistant p=8123 u=root d=/config w=/config s=y
      home-assistant/home-assistant =homeassistant/home-assistant
      esphome/esphome p=6052 u=root d=/config s=y
      koenkk/zigbee2mqtt p=8080 u=root d=/app/data w=/app s=y
      blakeblackshear/frigate p=5000,8554,8555,8555/udp,8971 u=root d=/config,/media/frigate s=y
      jellyfin/jellyfin p=8096 u=root d=/config,/cache s=y
      plexinc/pms-docker p=32400 d=/config,/transcode s=y
      emby/embyserver p=8096,8920 d=/config
      fallenbagel/jellyseerr p=5055 d=/app/config w=/app s=y
      sctx/overseerr p=5055 d=/app/config w=/app s=y
      flaresolverr/flaresolverr p=8191 s=y
      pihole/pihole p=53,53/udp,67/udp,80,123/udp,443 u=root d=/etc/pihole s=y
      adguard/adguardhome p=53,53/udp,67/udp,80,443,853,3000 u=root d=/opt/adguardhome/work,/opt/adguardhome/conf
      syncthing/syncthing p=8384,21027/udp,22000,22000/udp u=root>1000:1000 d=/var/syncthing s=y
      photoprism/photoprism p=2342,2443 u=root d=/photoprism/storage,/photoprism/originals w=/photoprism s=y
      immich-app/immich-server p=2283 u=root s=y
      immich-app/immich-machine-learning p=3003 d=/cache s=y
      paperless-ngx/paperless-ngx p=8000 u=root>1000:1000 d=/usr/src/paperless/data,/usr/src/paperless/media s=y
      paperlessngx/paperless-ngx =paperless-ngx/paperless-ngx
      advplyr/audiobookshelf p=80 d=/config,/metadata s=y
      deluan/navidrome p=4533 d=/data s=y
      gotson/komga p=25600 d=/config
      jvmilazz0/kavita p=5000 d=/kavita/config s=y
      freshrss/freshrss p=80 u=root s=y
      miniflux/miniflux p=8080 u=65534
      wallabag/wallabag p=80 s=y
      sissbruecker/linkding p=9090 d=/etc/linkding/data s=y
      stirlingtools/stirling-pdf p=8080 s=y
      frooodle/s-pdf p=8080 s=y
      actualbudget/actual-server p=5006 d=/data
      fireflyiii/core p=8080 s=y
      mealie-recipes/mealie p=9000 d=/app/data s=y
      gethomepage/homepage p=3000 d=/app/config s=y
      b4bz/homer p=8080 u=1000:1000 c=/www s=y
      lissy93/dashy p=8080 s=y
      filebrowser/filebrowser p=80 s=y
      dgtlmoon/changedetection.io p=5000 d=/datastore s=y
      healthchecks/healthchecks p=8000 s=y
      duplicati/duplicati p=8200 d=/data s=y
      wg-easy/wg-easy p=51820/udp,51821 u=root d=/etc/wireguard s=y
      tailscale/tailscale u=root d=/var/lib/tailscale s=y
      owncloud/server p=8080 d=/mnt/data s=y
      seafileltd/seafile-mc p=80 d=/shared s=y
      traccar/traccar p=8082 s=y
      teamspeak p=9987/udp,10011,30033 d=/var/ts3server s=y
      mumblevoip/mumble-server p=64738,64738/udp u=10000:10000 d=/data s=y
      itzg/minecraft-server p=25565,25575 u=root>1000:1000 d=/data w=/data s=y
      """;
}
