-- What people ask of the flights and airports of examples/flights. Each is asked of us and of DuckDB. Where more than one row
-- comes back, the order is fixed.

SELECT count(*), count(DISTINCT origin), count(DISTINCT destination), min("date"), max("date") FROM flights;

SELECT count(*), sum(delay), avg(delay), min(delay), max(delay), sum(distance), avg(distance) FROM flights;

SELECT origin, count(*) AS flights FROM flights GROUP BY origin ORDER BY flights DESC, origin LIMIT 10;

SELECT destination, avg(delay) AS late FROM flights GROUP BY destination HAVING count(*) >= 500
ORDER BY late DESC, destination LIMIT 10;

SELECT CAST("date" AS DATE) AS flight_day, count(*), avg(delay), max(delay) FROM flights GROUP BY 1 ORDER BY 1;

SELECT date_trunc('hour', "date") AS flight_hour, count(*) FROM flights
WHERE "date" >= TIMESTAMP '2001-01-03 00:00:00' AND "date" < TIMESTAMP '2001-01-04 00:00:00' GROUP BY 1 ORDER BY 1;

SELECT EXTRACT(HOUR FROM "date") AS h, count(*), round(avg(delay), 3) FROM flights GROUP BY h ORDER BY h;

SELECT EXTRACT(DOW FROM "date") AS weekday, count(*) FILTER (WHERE delay > 15) AS late, count(*) FROM flights
GROUP BY 1 ORDER BY 1;

SELECT time_bucket(INTERVAL '15' MINUTE, "date") AS bucket, count(*) FROM flights
WHERE origin = 'ATL' AND "date" < TIMESTAMP '2001-01-02 00:00:00' GROUP BY bucket ORDER BY bucket;

SELECT origin, destination, count(*) AS n FROM flights GROUP BY origin, destination ORDER BY n DESC, 1, 2 LIMIT 20;

SELECT CASE WHEN delay < 0 THEN 'early' WHEN delay = 0 THEN 'on time' WHEN delay <= 15 THEN 'a little late' ELSE 'late' END AS class,
  count(*), avg(distance) FROM flights GROUP BY 1 ORDER BY 1;

SELECT a.state, count(*) AS n, avg(f.delay) FROM flights f JOIN airports a ON f.origin = a.iata
GROUP BY a.state ORDER BY n DESC, a.state;

SELECT o.city, d.city, count(*) AS n FROM flights f JOIN airports o ON f.origin = o.iata JOIN airports d ON f.destination = d.iata
WHERE o.state = 'CA' AND d.state <> 'CA' GROUP BY o.city, d.city ORDER BY n DESC, 1, 2 LIMIT 15;

SELECT a.iata, a.name FROM airports a LEFT JOIN flights f ON a.iata = f.origin
WHERE f.origin IS NULL AND a.state = 'AK' ORDER BY a.iata LIMIT 25;

SELECT count(*) FROM flights f LEFT JOIN airports a ON f.origin = a.iata WHERE a.iata IS NULL;

SELECT origin, 100 * CAST(count(*) AS DOUBLE) / (SELECT count(*) FROM flights) AS percent FROM flights
GROUP BY origin ORDER BY percent DESC, origin LIMIT 10;

SELECT f.origin, count(*) AS n, 100 * CAST(count(*) AS DOUBLE) / max(t.total) AS percent
FROM flights f CROSS JOIN (SELECT count(*) AS total FROM flights WHERE delay > 60) t
WHERE f.delay > 60 GROUP BY f.origin ORDER BY n DESC, f.origin LIMIT 10;

SELECT DISTINCT origin FROM flights WHERE destination = 'HNL' ORDER BY origin;

SELECT count(*) FROM (SELECT DISTINCT origin, destination FROM flights) routes;

SELECT origin, destination, distance FROM flights WHERE distance = (SELECT max(distance) FROM flights)
ORDER BY origin, destination, "date" LIMIT 5;

SELECT "date", origin, destination, delay FROM flights ORDER BY delay DESC, "date", origin, destination LIMIT 10;

SELECT "date", destination, delay FROM flights WHERE origin = 'SFO' AND delay BETWEEN 100 AND 120
ORDER BY "date", destination, delay OFFSET 5 LIMIT 10;

SELECT count(*) FROM flights WHERE origin IN (SELECT iata FROM airports WHERE state = 'TX');

SELECT count(*) FROM flights WHERE destination NOT IN (SELECT iata FROM airports WHERE latitude < 40);

SELECT a.iata, a.city FROM airports a WHERE EXISTS (SELECT 1 FROM flights f WHERE f.origin = a.iata AND f.delay > 400)
ORDER BY a.iata;

SELECT a.state, (SELECT max(f.delay) FROM flights f WHERE f.origin = a.iata) AS worst, a.iata FROM airports a
WHERE a.state IN ('HI', 'NY') ORDER BY a.iata;

WITH daily AS (SELECT origin, CAST("date" AS DATE) AS flight_day, count(*) AS n FROM flights GROUP BY 1, 2)
SELECT origin, min(n), max(n), avg(n) FROM daily GROUP BY origin HAVING count(*) > 5 ORDER BY max(n) DESC, origin LIMIT 12;

WITH late AS (SELECT origin, avg(delay) AS delay FROM flights GROUP BY origin)
SELECT count(*) FROM late WHERE delay > (SELECT avg(delay) FROM flights);

SELECT origin FROM flights WHERE delay > 500 UNION SELECT destination FROM flights WHERE delay > 500 ORDER BY 1;

SELECT iata FROM airports WHERE state = 'HI' EXCEPT SELECT origin FROM flights ORDER BY 1;

SELECT origin FROM flights WHERE "date" < TIMESTAMP '2001-01-01 06:00:00'
INTERSECT SELECT destination FROM flights WHERE distance > 2500 ORDER BY 1;

SELECT lower(origin) || '-' || lower(destination) AS route, count(*) AS n FROM flights
WHERE origin LIKE 'S%' AND destination LIKE '_A_' GROUP BY route ORDER BY n DESC, route LIMIT 10;

SELECT origin, stddev_samp(delay), var_pop(delay) FROM flights WHERE origin >= 'SA' AND origin < 'SG' GROUP BY origin ORDER BY origin;

SELECT count(*), sum(delay) FROM flights WHERE _timestamp >= TIMESTAMP '2001-01-05 14:00:00'
AND _timestamp < TIMESTAMP '2001-01-05 15:00:00' AND (delay > 30 OR distance > 1000) AND NOT (origin = 'ATL');

SELECT coalesce(a.state, 'none') AS state, b.state, count(*) FROM airports a FULL JOIN airports b
ON a.iata = b.iata AND a.state < 'C' WHERE b.state > 'V' OR b.state IS NULL GROUP BY 1, 2 ORDER BY 1, 2;
