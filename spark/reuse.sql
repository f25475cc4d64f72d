-- Which texts share what: the join of remiss (src/overlap/join), for Spark and
-- DuckDB alike. Reads the views `shingles` (hash, text) and `texts` (text, unit,
-- length, content), which `remiss shingles` writes; gives a, b, shared.
--
-- Of texts with the same words the first stands for all. A shingle that more than
-- 256 texts hold is common: of its texts only the eight with the smallest content
-- are paired with all others, and what a pair shares is still counted in full.
WITH firsts AS (
  SELECT min(text) AS text, length, content FROM texts GROUP BY length, content
),
held AS (
  SELECT s.hash, s.text, f.content FROM shingles s JOIN firsts f ON s.text = f.text
),
holders AS (
  SELECT hash, count(*) AS texts FROM held GROUP BY hash HAVING count(*) > 1
),
rare AS (
  SELECT h.hash, h.text FROM held h JOIN holders n ON h.hash = n.hash WHERE n.texts <= 256
),
common AS (
  SELECT h.hash, h.text,
    row_number() OVER (PARTITION BY h.hash ORDER BY h.content) AS place
  FROM held h JOIN holders n ON h.hash = n.hash WHERE n.texts > 256
),
rarely AS (
  SELECT x.text AS a, y.text AS b, count(*) AS shared
  FROM rare x JOIN rare y ON x.hash = y.hash AND x.text < y.text
  GROUP BY x.text, y.text
),
led AS (
  SELECT DISTINCT least(x.text, y.text) AS a, greatest(x.text, y.text) AS b
  FROM common x JOIN common y ON x.hash = y.hash AND x.text <> y.text
  WHERE x.place <= 8
),
met AS (
  SELECT a, b FROM rarely UNION SELECT a, b FROM led
),
commonly AS (
  SELECT m.a, m.b, count(*) AS shared
  FROM met m JOIN common x ON x.text = m.a JOIN common y ON y.text = m.b AND y.hash = x.hash
  GROUP BY m.a, m.b
),
counted AS (
  SELECT m.a, m.b, coalesce(r.shared, 0) + coalesce(c.shared, 0) AS shared
  FROM met m
  LEFT JOIN rarely r ON r.a = m.a AND r.b = m.b
  LEFT JOIN commonly c ON c.a = m.a AND c.b = m.b
)
SELECT n.a, n.b, n.shared
FROM counted n JOIN firsts x ON x.text = n.a JOIN firsts y ON y.text = n.b
WHERE n.shared >= 8 OR (n.shared > 0 AND n.shared >= 0.3 * least(x.length, y.length))
