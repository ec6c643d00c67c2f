print('reader')
