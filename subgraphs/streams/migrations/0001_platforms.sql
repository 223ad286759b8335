INSERT INTO "platforms" ("id", "name", "domains") VALUES
  ('01a21cf8-6175-77d1-8ee9-c07dc265b4df', 'YouTube', ARRAY['youtube.com', 'youtu.be']),
  ('01a21cf8-6176-7202-8e79-eacf11a92136', 'Twitch', ARRAY['twitch.tv']),
  ('01a21cf8-6176-7202-8e79-ec2a0ac89e4f', 'Zoom', ARRAY['zoom.us']),
  ('01a21cf8-6176-7202-8e79-f0fc44d8301c', 'Meet', ARRAY['meet.google.com']),
  ('01a21cf8-6176-7202-8e79-f60cfc91d682', 'Discord', ARRAY['discord.com', 'discord.gg']);
