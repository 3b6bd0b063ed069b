# The title of an appointment in the person's own calendar. Others may look at it: it says nothing more.
calendar-title = قرار
