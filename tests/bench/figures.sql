-- The figures of the profile by count(distinct) over the rows themselves: pupils, those with half or
-- more of their time, and long-term ones, for state, counties, districts and schools, all schools,
-- charters and others, in total, by race, gender, duration and extent. Grade, placement, modality,
-- pupil groups, school types and completion, which `isprofile report` has too, are left out.
SET search_path = normal;

CREATE TEMPORARY TABLE figure_row AS
WITH
    stas_place AS (
        SELECT s.ssid, place_of(s.school_of_attendance, s.reporting_lea, p.cds, l.cds) AS place,
               p.charter IS TRUE AS charter,
               coalesce(is_days_not_credited, 0) + coalesce(is_days_credited, 0) AS is_days,
               expected_days
          FROM stas AS s
          JOIN lea AS l ON l.code = s.reporting_lea
          LEFT JOIN school AS p ON p.code = s.school_of_attendance
           AND (NOT p.is_office OR p.code = s.reporting_lea)
         WHERE exempt IS DISTINCT FROM true),
    isag_place AS (
        SELECT a.ssid, place_of(a.school_of_attendance, a.reporting_lea, p.cds, l.cds) AS place,
               p.charter IS TRUE AS charter, is_schooldays, is_percent
          FROM isag AS a
          JOIN lea AS l ON l.code = a.reporting_lea
          LEFT JOIN school AS p ON p.code = a.school_of_attendance
           AND (NOT p.is_office OR p.code = a.reporting_lea)),
    enrolled AS (
        SELECT e.ssid, place_of(e.school_of_attendance, e.reporting_lea, p.cds, l.cds) AS place,
               bool_or(enrollment_status IN ('10', '30')
                       AND exit_reason IS DISTINCT FROM 'N470') AS counts
          FROM senr AS e
          JOIN lea AS l ON l.code = e.reporting_lea
          LEFT JOIN school AS p ON p.code = e.school_of_attendance
           AND (NOT p.is_office OR p.code = e.reporting_lea)
         GROUP BY 1, 2),
    measured AS (
        SELECT ssid, place, bool_or(charter) AS charter, sum(is_days) AS is_days,
               sum(expected_days) AS expected_days
          FROM stas_place GROUP BY ssid, place HAVING sum(is_days) > 0),
    agreed AS (
        SELECT ssid, place, bool_or(charter) AS charter,
               sum(is_schooldays) AS is_days, max(is_percent) AS is_percent
          FROM isag_place GROUP BY ssid, place),
    segment AS (
        SELECT ssid, split_part(place, '/', 1) AS cds,
               coalesce(m.charter, a.charter) AS charter,
               coalesce(m.is_days, a.is_days) AS is_days,
               CASE WHEN m.expected_days > 0 THEN m.is_days END AS measured_days,
               CASE WHEN m.expected_days > 0 THEN m.expected_days END AS expected_days, a.is_percent
          FROM measured AS m
          FULL JOIN agreed AS a USING (ssid, place)
          LEFT JOIN enrolled AS e USING (ssid, place)
         WHERE (m.ssid IS NOT NULL OR a.is_days > 0) AND e.counts IS NOT FALSE),
    identity AS (
        SELECT DISTINCT ON (ssid) ssid,
               CASE WHEN hispanic THEN 'RH'
                    WHEN race_missing OR r.kinds IS NULL THEN 'RD'
                    WHEN r.kinds > 1 THEN 'RT'
                    ELSE r.category END AS race,
               'G' || coalesce(gender, 'Z') AS gender
          FROM sinf AS s
          LEFT JOIN LATERAL (
            SELECT nullif(count(DISTINCT category), 0) AS kinds, min(category) AS category
              FROM race WHERE race.code IN (race_1, race_2, race_3, race_4, race_5)) AS r ON true
         WHERE ssid IN (SELECT ssid FROM segment)
         ORDER BY ssid, effective_start_date DESC, reporting_lea DESC, school_of_attendance DESC),
    last_enrollment AS (
        SELECT DISTINCT ON (ssid) ssid, 'G' || coalesce(gender, 'Z') AS gender
          FROM senr
         WHERE ssid IN (SELECT ssid FROM segment EXCEPT SELECT ssid FROM identity)
         ORDER BY ssid, enrollment_start_date DESC, enrollment_exit_date DESC NULLS FIRST,
                  reporting_lea DESC, school_of_attendance DESC NULLS LAST),
    pupil AS (
        SELECT level, left(cds, width) AS code, filter, ssid,
               sum(is_days) >= 16 AS is_long,
               CASE WHEN sum(expected_days) > 0
                    THEN 2 * sum(measured_days) >= sum(expected_days)
                    ELSE coalesce(max(is_percent), 0) >= 50 END AS is_half,
               CASE WHEN sum(expected_days) > 0 THEN sum(measured_days) >= sum(expected_days)
                    ELSE coalesce(max(is_percent), 0) = 100 END AS is_full
          FROM segment
          JOIN (VALUES ('T', 0), ('C', 2), ('D', 7), ('S', 14)) AS l (level, width)
            ON width <= length(cds)
         CROSS JOIN LATERAL (VALUES ('All'), (CASE WHEN charter THEN 'Y' ELSE 'N' END)) AS f (filter)
         GROUP BY level, left(cds, width), filter, ssid)
SELECT level, code, filter, category, count(DISTINCT ssid) AS pupils,
       count(DISTINCT ssid) FILTER (WHERE is_half) AS fifty_percent_pupils,
       count(DISTINCT ssid) FILTER (WHERE is_long) AS long_term_pupils
  FROM pupil
  LEFT JOIN identity USING (ssid)
  LEFT JOIN last_enrollment AS e USING (ssid)
 CROSS JOIN LATERAL (VALUES
    ('TA'), (coalesce(identity.race, 'RD')), (coalesce(identity.gender, e.gender, 'GZ')),
    (CASE WHEN is_long THEN 'DLONG' ELSE 'DSHORT' END),
    (CASE WHEN is_full THEN 'XFULL' ELSE 'XPART' END)) AS c (category)
 GROUP BY level, code, filter, category;

COPY (SELECT * FROM figure_row ORDER BY level, code, filter, category) TO STDOUT (FORMAT csv);
