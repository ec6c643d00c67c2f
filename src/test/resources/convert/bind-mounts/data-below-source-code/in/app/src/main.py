print('main')
MEDIA_ROOT = '/app/media/'
