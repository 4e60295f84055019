-- The directory, in the order of CDS codes. Dates as days since 1970-01-01, NULL where not known.
SELECT cds_code, is_charter, open_date - DATE '1970-01-01', close_date - DATE '1970-01-01',
       doc, soc, edops, grades, county_name, district_name, school_name
  FROM isprofile.school
 ORDER BY cds_code;
