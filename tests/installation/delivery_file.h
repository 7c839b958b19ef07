// Department files, written by a test.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace creditproof::tests {

// Column name -> cell.
using Cells = std::map<std::string, std::string>;

// A row of the registry: an active company in Harbin named 样例 and the code.
Cells Registered(const std::string& code, const Cells& changes = {});

// A row of the penalty layout: a fine of 2023-05-06 in 市场监管, complete.
Cells Penalty(const std::string& code, const Cells& changes = {});

// A valid code for each number from 0 to 999,999.
std::string CodeNumber(int number);

// The name that Registered gives.
std::string NameOf(const std::string& code);

// CSV in UTF-8 with a header; all rows have the same columns.
std::string Csv(const std::vector<Cells>& rows);

}  // namespace creditproof::tests
