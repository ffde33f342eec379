-- ph-2012-10-15-bangsamoro-framework, annex-and-comprehensive-agreement
SELECT statements.id 
FROM statements 
WHERE statements.row IN (SELECT parties.statement 
FROM parties 
WHERE parties.role IN (:role_1_1::VARCHAR, :role_1_2::VARCHAR, :role_1_3::VARCHAR) AND (parties.ref = :ref_1::VARCHAR OR parties.ref >= :ref_2::VARCHAR AND parties.ref < :ref_3::VARCHAR OR parties.ref = :ref_4::VARCHAR OR parties.ref >= :ref_5::VARCHAR AND parties.ref < :ref_6::VARCHAR)) AND statements.type IN (:type_1_1::VARCHAR) AND strpos(lower(convert_from(statements.body, :convert_from_1::VARCHAR)), :strpos_1::VARCHAR) > :strpos_2::INTEGER AND (statements.confidence IS NULL OR statements.confidence >= :confidence_1);
-- ref_1='PHL', ref_2='PHL ', ref_3='PHL!', ref_4='PHL REB', ref_5='PHL REB ', ref_6='PHL REB!', convert_from_1='UTF8', strpos_1='comprehensive agreement', strpos_2=0, confidence_1=0.3, role_1_1='a', role_1_2='r', role_1_3='v', type_1_1='AGREE'

SELECT statements.id 
FROM statements 
WHERE statements.row IN (SELECT parties.statement 
FROM parties 
WHERE parties.role IN (:role_1_1::VARCHAR, :role_1_2::VARCHAR, :role_1_3::VARCHAR) AND (parties.ref = :ref_1::VARCHAR OR parties.ref >= :ref_2::VARCHAR AND parties.ref < :ref_3::VARCHAR)) AND statements.type IN (:type_1_1::VARCHAR) AND statements.mode IN (:mode_1_1::VARCHAR, :mode_1_2::VARCHAR) AND (statements.act IN (:act_1_1::VARCHAR, :act_1_2::VARCHAR) AND statements.status IN (:status_1_1::VARCHAR, :status_1_2::VARCHAR) AND statements.polarity = :polarity_1::VARCHAR OR statements.act IN (:act_2_1::VARCHAR, :act_2_2::VARCHAR) AND statements.status IN (:status_2_1::VARCHAR, :status_2_2::VARCHAR) AND statements.polarity = :polarity_2::VARCHAR OR statements.act IN (:act_3_1::VARCHAR) AND (statements.status IN (:status_3_1::VARCHAR, :status_3_2::VARCHAR) OR statements.status IS NULL) OR statements.act IN (:act_4_1::VARCHAR) AND statements.type IN (:type_2_1::VARCHAR)) AND strpos(lower(convert_from(statements.body, :convert_from_1::VARCHAR)), :strpos_1::VARCHAR) > :strpos_2::INTEGER;
-- ref_1='PHL', ref_2='PHL ', ref_3='PHL!', polarity_1='affirmed', polarity_2='negated', convert_from_1='UTF8', strpos_1='comprehensive agreement', strpos_2=0, role_1_1='a', role_1_2='r', role_1_3='v', type_1_1='AGREE', mode_1_1='sign', mode_1_2='ratify', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing', act_4_1='agree', type_2_1='AGREE'

SELECT statements.id 
FROM statements 
WHERE statements.row IN (SELECT parties.statement 
FROM parties 
WHERE parties.role IN (:role_1_1::VARCHAR, :role_1_2::VARCHAR, :role_1_3::VARCHAR) AND (parties.ref = :ref_1::VARCHAR OR parties.ref >= :ref_2::VARCHAR AND parties.ref < :ref_3::VARCHAR OR parties.ref = :ref_4::VARCHAR OR parties.ref >= :ref_5::VARCHAR AND parties.ref < :ref_6::VARCHAR));
-- ref_1='PHL', ref_2='PHL ', ref_3='PHL!', ref_4='PHL REB', ref_5='PHL REB ', ref_6='PHL REB!', role_1_1='a', role_1_2='r', role_1_3='v'
