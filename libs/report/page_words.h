// Words about pages and rows that are both drawn and read back.
#pragma once

#include <cstddef>
#include <string>

#include "libs/report/template.h"

namespace creditproof::report {

// 2, or 2至5; nothing when there are none.
std::string PageRange(int first, int last);

// How many records there are, and which of them a page lists.
std::string RangeLine(const v1::RecordsBlock& block, std::size_t records,
                      std::size_t first, std::size_t last);

// Bottom right of a page.
std::string FootLine(const Template& drawn, int page, int pages);

}  // namespace creditproof::report
