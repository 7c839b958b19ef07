// A report about nobody, to look at a template by.
#pragma once

#include "creditproof/policy/v1/policy.pb.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/template.h"

namespace creditproof::report {

// Short ones, for a template whose installation's are not known yet.
policy::v1::Names SpecimenNames();

// Of a business that does not exist, with every mark and, where `drawn` lists
// records, every state of them. Without a number, as a preview.
v1::ReportData Specimen(const Template& drawn, const policy::v1::Names& names);

}  // namespace creditproof::report
