-- ua-2020-07-22-ceasefire-measures, no-firing
SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1::VARCHAR) AND (statements.country IS NULL OR statements.country IN (:country_1_1::VARCHAR)) AND (statements.act IN (:act_1_1::VARCHAR, :act_1_2::VARCHAR) AND statements.status IN (:status_1_1::VARCHAR, :status_1_2::VARCHAR) AND statements.polarity = :polarity_1::VARCHAR OR statements.act IN (:act_2_1::VARCHAR, :act_2_2::VARCHAR) AND statements.status IN (:status_2_1::VARCHAR, :status_2_2::VARCHAR) AND statements.polarity = :polarity_2::VARCHAR OR statements.act IN (:act_3_1::VARCHAR) AND (statements.status IN (:status_3_1::VARCHAR, :status_3_2::VARCHAR) OR statements.status IS NULL));
-- polarity_1='affirmed', polarity_2='negated', type_1_1='ASSAULT', country_1_1='UKR', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing'

SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1::VARCHAR) AND (statements.confidence IS NULL OR statements.confidence >= :confidence_1);
-- confidence_1=0.3, type_1_1='ASSAULT'

SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1::VARCHAR) AND (statements.act IN (:act_1_1::VARCHAR, :act_1_2::VARCHAR) AND statements.status IN (:status_1_1::VARCHAR, :status_1_2::VARCHAR) AND statements.polarity = :polarity_1::VARCHAR OR statements.act IN (:act_2_1::VARCHAR, :act_2_2::VARCHAR) AND statements.status IN (:status_2_1::VARCHAR, :status_2_2::VARCHAR) AND statements.polarity = :polarity_2::VARCHAR OR statements.act IN (:act_3_1::VARCHAR) AND (statements.status IN (:status_3_1::VARCHAR, :status_3_2::VARCHAR) OR statements.status IS NULL)) AND (strpos(lower(convert_from(statements.body, :convert_from_1::VARCHAR)), :strpos_1::VARCHAR) > :strpos_2::INTEGER OR strpos(lower(convert_from(statements.body, :convert_from_2::VARCHAR)), :strpos_3::VARCHAR) > :strpos_4::INTEGER OR strpos(lower(convert_from(statements.body, :convert_from_3::VARCHAR)), :strpos_5::VARCHAR) > :strpos_6::INTEGER OR strpos(lower(convert_from(statements.body, :convert_from_4::VARCHAR)), :strpos_7::VARCHAR) > :strpos_8::INTEGER);
-- polarity_1='affirmed', polarity_2='negated', convert_from_1='UTF8', strpos_1='retaliatory fire on orders', strpos_2=0, convert_from_2='UTF8', strpos_3='ordered return fire', strpos_4=0, convert_from_3='UTF8', strpos_5='returned fire on orders', strpos_6=0, convert_from_4='UTF8', strpos_7='ordered retaliatory fire', strpos_8=0, type_1_1='ASSAULT', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing'
