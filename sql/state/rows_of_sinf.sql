-- Some rows of SINF, found by where they stand: the place in the arrays, from 1, record, line, file
-- name, NULL, NULL, last, first and middle name. In no order.
-- $1  text       the school year
-- $2  text[]     for each row its LEA,
-- $3  integer[]  the first record of its pack,
-- $4  integer[]  and its item in the pack, from 1
-- $5  boolean    whether names are wanted; else they are NULL
SELECT one.place, pack.record[one.item], pack.line[one.item], pack.file_name, NULL, NULL,
       CASE WHEN strpos(pack.last_name, chr(31)) = 0 THEN pack.last_name
            ELSE split_part(pack.last_name, chr(31), one.item) END,
       CASE WHEN strpos(pack.first_name, chr(31)) = 0 THEN pack.first_name
            ELSE split_part(pack.first_name, chr(31), one.item) END,
       CASE WHEN strpos(pack.middle_name, chr(31)) = 0 THEN pack.middle_name
            ELSE split_part(pack.middle_name, chr(31), one.item) END
  FROM (SELECT wanted.items, wanted.places, submission.file_name, pack.record[:] AS record,
               pack.line[:] AS line,
               CASE WHEN wanted.named THEN pack.last_name || '' END AS last_name,
               CASE WHEN wanted.named THEN pack.first_name || '' END AS first_name,
               CASE WHEN wanted.named THEN pack.middle_name || '' END AS middle_name
          FROM (SELECT lea_code, first_record, $5::boolean AS named, array_agg(item) AS items,
                       array_agg(place) AS places
                  FROM unnest($2::text[], $3::integer[], $4::integer[]) WITH ORDINALITY
                    AS given (lea_code, first_record, item, place)
                 GROUP BY lea_code, first_record) AS wanted
          JOIN isprofile.sinf_pack AS pack
            ON pack.lea_code = wanted.lea_code AND pack.first_record = wanted.first_record
          JOIN isprofile.submission
            ON submission.lea_code = pack.lea_code
           AND submission.submission_id = pack.submission_id
         WHERE pack.academic_year = $1
        -- A list is fetched once for all rows of its pack.
        OFFSET 0) AS pack
 CROSS JOIN LATERAL unnest(pack.items, pack.places) AS one (item, place);
