-- Notes that something happened now.
redis.call('SET', KEYS[2], advance(KEYS[1]), 'PX', ARGV[1])
