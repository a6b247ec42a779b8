// Days of the calendar, for dates given in part: a year, a month, a day.
#include <array>
#include <charconv>
#include <cstdio>

#include "extract/reading.h"

namespace atagande::extract {
namespace {

bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
  static constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::string iso(int year, int month, int day) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", year, month, day);
  return buffer.data();
}

std::optional<int> part(std::string_view text, std::size_t begin, std::size_t size) {
  if (text.size() < begin + size) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data() + begin, text.data() + begin + size, value);
  if (error != std::errc() || end != text.data() + begin + size) return std::nullopt;
  return value;
}

}  // namespace

std::optional<DateRange> date_range(std::string_view date) {
  const auto year = part(date, 0, 4);
  if (!year || *year < 1900 || *year > 2200) return std::nullopt;
  if (date.size() == 4) return DateRange{iso(*year, 1, 1), iso(*year, 12, 31), "year"};
  const auto month = part(date, 5, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (date.size() == 7) return DateRange{iso(*year, *month, 1), iso(*year, *month, days_in(*year, *month)), "month"};
  const auto day = part(date, 8, 2);
  if (!day || *day < 1 || *day > days_in(*year, *month)) return std::nullopt;
  return DateRange{iso(*year, *month, *day), iso(*year, *month, *day), "day"};
}

std::string move_date(std::string_view date, int months, int days) {
  const auto range = date_range(date);
  if (!range) return "";
  int year = *part(range->first, 0, 4);
  int month = *part(range->first, 5, 2) - 1 + months;
  year += month / 12;
  month = month % 12 + 1;
  int day = std::min(*part(range->first, 8, 2), days_in(year, month)) + days;
  while (day < 1) {
    month = month == 1 ? 12 : month - 1;
    year -= month == 12 ? 1 : 0;
    day += days_in(year, month);
  }
  while (day > days_in(year, month)) {
    day -= days_in(year, month);
    month = month == 12 ? 1 : month + 1;
    year += month == 1 ? 1 : 0;
  }
  return iso(year, month, day);
}

}  // namespace atagande::extract
