vcl 4.1;
/* backend old { .host = "old"; }
   of last year */
backend api { .host = "api"; .port = "8200"; .probe = { .url = "/"; } }
backend default {
  // .host = "older";
  .port = "8300";
  .host = "shop";
}
backend gone { .host = "gone"; }
