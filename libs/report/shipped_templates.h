// The templates of deploy/templates, for tests.
#pragma once

#include "libs/report/template_shelf.h"
#include "libs/report/templates.h"

namespace creditproof::report {

// Never destroyed.
inline const Templates& ShippedTemplates() {
  static const auto* const templates =
      new Templates(Templates::Load(CREDITPROOF_SOURCES "/deploy/templates",
                                    "/usr/share/fonts")
                        .value());
  return *templates;
}

// To read reports back with.
inline const TemplateShelf& ShippedShelf() {
  static const auto* const shelf = new TemplateShelf(
      TemplateShelf::Load(CREDITPROOF_SOURCES "/deploy/templates").value());
  return *shelf;
}

inline const Template& CleanTemplate() {
  return ShippedTemplates().For(v1::ReportData::OUTCOME_CLEAN);
}

inline const Template& RecordsTemplate() {
  return ShippedTemplates().For(v1::ReportData::OUTCOME_WITH_RECORDS);
}

}  // namespace creditproof::report
